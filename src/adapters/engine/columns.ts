import type { KeyBlock } from "#core/keys/key-counts.ts";
import { ColumnBlock } from "./column-block.ts";
import type { Kernel } from "./kernel.ts";
import type { ThreadMemory } from "./thread-memory.ts";

const FEWEST_ENTRIES = 1024;
/** Initial capacity for any number of entries, because there may be few distinct keys. */
const FIRST_ENTRIES = 2 ** 16;
/** The kernel's index has 24 bits for their numbers. */
const MAX_ENTRIES = 2 ** 23;

/** Collects the distinct keys from chains of entries, one group of parts after another. */
export class DistinctKeys {
  readonly #kernel: Kernel;
  readonly #memory: ThreadMemory;
  #at = 0;
  #capacity = 0;
  #sums = { at: 0, bytes: 0 };

  constructor(kernel: Kernel, memory: ThreadMemory) {
    this.#kernel = kernel;
    this.#memory = memory;
  }

  /** The distinct keys of these chains, which have `entries` entries. */
  load(chains: readonly number[], entries: number): KeyBlock {
    const wanted = Math.min(entries, Math.max(FIRST_ENTRIES, this.#capacity));
    if (wanted > this.#capacity) {
      const { at, capacity } = this.#take(wanted);
      this.#kernel.layColumns(at, capacity);
      this.#replace(at, capacity);
    }
    this.#kernel.clearColumns(wanted);
    for (const head of chains) this.#kernel.addChain(head);
    return new ColumnBlock(this.#kernel, this.#memory, (bytes) => this.#sumsAt(bytes));
  }

  /** Appends the keys as entries to a part. */
  appendTo(part: number): void {
    this.#kernel.appendColumns(this.#memory.area, part);
  }

  /** Called by the kernel if there are more distinct keys than fit. */
  grow(): void {
    const { at, capacity } = this.#take(this.#kernel.columnSize() * 2);
    this.#kernel.growColumns(at, capacity);
    this.#replace(at, capacity);
  }

  #take(entries: number): { at: number; capacity: number } {
    if (entries > MAX_ENTRIES) throw new RangeError("a part has more keys than its index takes");
    const capacity = 2 ** Math.ceil(Math.log2(Math.max(entries, FEWEST_ENTRIES)));
    const at = this.#kernel.takeBytes(this.#kernel.columnBytes(capacity));
    if (at === 0) throw new RangeError("no memory is left for the keys of one part");
    return { at, capacity };
  }

  /** Makes the previous columns' memory available for chunks. */
  #replace(at: number, capacity: number): void {
    const kernel = this.#kernel;
    if (this.#at !== 0) {
      kernel.giveBackBytes(this.#memory.area, this.#at, kernel.columnBytes(this.#capacity));
    }
    this.#at = at;
    this.#capacity = capacity;
  }

  #sumsAt(bytes: number): number {
    if (bytes > this.#sums.bytes) {
      const at = this.#kernel.takeBytes(bytes);
      if (at === 0) throw new RangeError("no memory is left for the sums of all partitions");
      this.#sums = { at, bytes };
    }
    return this.#sums.at;
  }
}
