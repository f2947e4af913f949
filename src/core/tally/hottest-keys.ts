import { compareBytes } from "../bytes.ts";
import type { KeyBlock, KeyWithCount } from "../keys/key-counts.ts";

/** A key with its number of records and the partitioner's hash. */
export interface HashedKey extends KeyWithCount {
  readonly hash: number;
  /** Where most of its records were written, if records are judged by that. */
  readonly partition?: number | undefined;
}

/** The `size` keys with the most records; equal counts are in byte order. */
export class HottestKeys {
  /** Hottest first. */
  readonly keys: HashedKey[] = [];
  readonly #size: number;

  constructor(size: number) {
    this.#size = size;
  }

  /** Adds the hottest keys of a block, except the key with the index `except`. */
  addBlock(block: KeyBlock, hashes: Uint32Array, except: number): void {
    const next = (from: number) => block.nextAbove(from, this.keys[this.#size - 1]);
    for (let i = next(0); i >= 0; i = next(i + 1)) {
      if (i === except) continue;
      const key = block.bytes.slice(block.starts[i], block.ends[i]);
      this.add({ key, count: block.counts[i] as number, hash: hashes[i] as number });
    }
  }

  add(one: HashedKey): void {
    let at = this.keys.length;
    while (at > 0 && ranksAbove(one, this.keys[at - 1] as HashedKey)) at--;
    if (at === this.#size) return;
    this.keys.splice(at, 0, one);
    if (this.keys.length > this.#size) this.keys.pop();
  }
}

function ranksAbove(a: HashedKey, b: HashedKey): boolean {
  return a.count > b.count || (a.count === b.count && compareBytes(a.key, b.key) < 0);
}
