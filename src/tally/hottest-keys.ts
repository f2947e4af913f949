import { compareBytes } from "../bytes.ts";
import type { CountedKey, KeyBlock } from "../keys/key-counts.ts";

/** The `size` keys with most records; equal counts in the order of their bytes. */
export class HottestKeys {
  /** Hottest first. */
  readonly keys: CountedKey[] = [];
  readonly #size: number;

  constructor(size: number) {
    this.#size = size;
  }

  /** Takes what is hot of a block, but for the key with number `except`. */
  addBlock(block: KeyBlock, except = -1): void {
    const next = (from: number) => block.nextAbove(from, this.keys[this.#size - 1]);
    for (let i = next(0); i >= 0; i = next(i + 1)) {
      if (i === except) continue;
      const key = block.bytes.slice(block.starts[i], block.ends[i]);
      this.add({ key, count: block.counts[i] as number });
    }
  }

  add(one: CountedKey): void {
    let at = this.keys.length;
    while (at > 0 && ranksAbove(one, this.keys[at - 1] as CountedKey)) at--;
    if (at === this.#size) return;
    this.keys.splice(at, 0, one);
    if (this.keys.length > this.#size) this.keys.pop();
  }
}

function ranksAbove(a: CountedKey, b: CountedKey): boolean {
  return a.count > b.count || (a.count === b.count && compareBytes(a.key, b.key) < 0);
}
