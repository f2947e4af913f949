import type { BlockLoops, KeyBlock, Placement } from "../keys/key-counts.ts";

/**
 * If a larger share of keys is left to compare, all are hashed at once, which is faster per key.
 */
const MANY = 0.25;
const UNPLACED = -1;

/**
 * The loops over the columns of any block. Each is a separate function, so that V8 optimizes it.
 */
export class PlainLoops implements BlockLoops {
  readonly #block: KeyBlock;
  readonly #places: Int32Array;
  /** Indexes of keys. */
  readonly #list: Uint32Array;

  constructor(block: KeyBlock) {
    this.#block = block;
    this.#places = new Int32Array(block.size);
    this.#list = new Uint32Array(block.size);
  }

  sumRecords(by: Placement, loads: Float64Array, keysByCount: Float64Array): number {
    const { size, counts } = this.#block;
    const { partitioner, partitions, unplaced } = by;
    const hashes = this.#block.hashes(partitioner);
    let more = 0;
    for (let i = 0; i < size; i++) {
      if (i === unplaced) continue;
      const count = counts[i] as number;
      (loads[partitioner.place(hashes[i] as number, partitions)] as number) += count;
      if (count < keysByCount.length) (keysByCount[count] as number)++;
      else more++;
    }
    return more;
  }

  placeKeys({ partitioner, partitions, unplaced }: Placement): void {
    const hashes = this.#block.hashes(partitioner);
    for (let i = 0; i < hashes.length; i++) {
      this.#places[i] = partitioner.place(hashes[i] as number, partitions);
      this.#list[i] = i;
    }
    if (unplaced >= 0) this.#places[unplaced] = UNPLACED;
  }

  keepPlaced(by: Placement, length: number): { kept: number; droppedRecords: number } {
    const { partitioner, partitions, unplaced } = by;
    const { bytes, starts, ends, counts, size, isDigests } = this.#block;
    const hashes = length > MANY * size || isDigests ? this.#block.hashes(partitioner) : undefined;
    let kept = 0;
    let droppedRecords = 0;
    for (let at = 0; at < length; at++) {
      const i = this.#list[at] as number;
      const hash = hashes?.[i] ?? partitioner.hash(bytes, starts[i] as number, ends[i] as number);
      const place = i === unplaced ? UNPLACED : partitioner.place(hash, partitions);
      if (place === this.#places[i]) this.#list[kept++] = i;
      else droppedRecords += counts[i] as number;
    }
    return { kept, droppedRecords };
  }
}
