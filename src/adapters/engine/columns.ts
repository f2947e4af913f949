import type { CountedKey, KeyBlock } from "../../keys/key-counts.ts";
import { partitioners } from "../../partitioners/index.ts";
import type { Partitioner } from "../../partitioners/partitioner.ts";
import type { Kernel } from "./kernel.ts";
import type { ThreadMemory } from "./thread-memory.ts";

/** Hashes that the kernel computes itself; others are computed here where the keys lie. */
const kernelHashes = new Map<Partitioner["hash"], (kernel: Kernel) => void>([
  [partitioners.murmur2.hash, (kernel) => kernel.hashMurmur2()],
  [partitioners.crc32.hash, (kernel) => kernel.hashCrc32()],
  [partitioners.fnv1a.hash, (kernel) => kernel.hashFnv1a()],
  [partitioners.xxh32.hash, (kernel) => kernel.hashXxh32()],
]);

const FEWEST_ENTRIES = 1024;
/** Room to begin with, however many entries there are: few keys may have them all. */
const FIRST_ENTRIES = 2 ** 16;
/** The kernel's index numbers them by 24 bits. */
const MAX_ENTRIES = 2 ** 23;

/** Brings distinct keys together from chains of entries, one group of parts after another. */
export class Columns {
  readonly #kernel: Kernel;
  readonly #memory: ThreadMemory;
  #at = 0;
  #capacity = 0;

  constructor(kernel: Kernel, memory: ThreadMemory) {
    this.#kernel = kernel;
    this.#memory = memory;
  }

  /** The distinct keys of these chains, which hold `entries` entries. */
  load(chains: readonly number[], entries: number): KeyBlock {
    const wanted = Math.min(entries, Math.max(FIRST_ENTRIES, this.#capacity));
    if (wanted > this.#capacity) {
      const { at, capacity } = this.#take(wanted);
      this.#kernel.layColumns(at, capacity);
      this.#replace(at, capacity);
    }
    this.#kernel.clearColumns(wanted);
    for (const head of chains) this.#kernel.addChain(head);
    return this.#block();
  }

  /** The same keys as entries of a part. */
  appendTo(part: number): void {
    this.#kernel.appendColumns(this.#memory.area, part);
  }

  /** Called by the kernel when there are more distinct keys than there is room for. */
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

  /** What took the columns before is for chunks from now on. */
  #replace(at: number, capacity: number): void {
    const kernel = this.#kernel;
    if (this.#at !== 0) {
      kernel.giveBackBytes(this.#memory.area, this.#at, kernel.columnBytes(this.#capacity));
    }
    this.#at = at;
    this.#capacity = capacity;
  }

  #block(): KeyBlock {
    const kernel = this.#kernel;
    const { buffer } = this.#memory;
    const size = kernel.columnSize();
    const bytes = new Uint8Array(buffer);
    const starts = new Uint32Array(buffer, kernel.startsAddress(), size);
    const ends = new Uint32Array(buffer, kernel.endsAddress(), size);
    const hashes = new Uint32Array(buffer, kernel.hashesAddress(), size);
    let hashed: Partitioner["hash"] | undefined;
    return {
      size,
      bytes,
      starts,
      ends,
      counts: new Float64Array(buffer, kernel.countsAddress(), size),
      hashes({ hash }) {
        if (hash === hashed) return hashes;
        hashed = hash;
        const compute = kernelHashes.get(hash);
        compute?.(kernel);
        for (let i = 0; compute === undefined && i < size; i++) {
          hashes[i] = hash(bytes, starts[i] as number, ends[i] as number);
        }
        return hashes;
      },
      empty: kernel.findEmpty(),
      nextAbove: (from, rank) => this.#nextAbove(from, rank),
    };
  }

  #nextAbove(from: number, rank: CountedKey | undefined): number {
    const kernel = this.#kernel;
    if (rank === undefined) return kernel.nextAbove(from, 0, 0, 0);
    const address = kernel.keyAddress(this.#memory.area);
    // Of a longer key the kernel compares no more than this with its own.
    const begin = rank.key.subarray(0, kernel.maxKeyBytes());
    this.#memory.bytes(address, begin.length).set(begin);
    return kernel.nextAbove(from, rank.count, address, rank.key.length);
  }
}
