import type { Partitioner } from "#core/partitioners/partitioner.ts";
import { type KeyPlaces, mainPairs } from "#core/tally/key-places.ts";
import { type Load, type SampledKeys, totalOf } from "./sampled-keys.ts";

interface PairOptions {
  readonly keys: SampledKeys;
  /** Of each key. */
  readonly loads: readonly Load[];
  /** Whether a key with so many records is placed; others are spread evenly. */
  readonly isPlaced: (records: number) => boolean;
  /** The current count. */
  readonly partitions: number;
  readonly partitioners: readonly Partitioner[];
}

/** The records of keys in partitions, each with the partitioner that explains where they are. */
export class HashedPairs {
  readonly #places: KeyPlaces;
  readonly #bytes: Float64Array;
  readonly #partitioners: readonly Partitioner[];
  /** Of each pair: the partitioner's index, and its hash of the key. */
  readonly #by: Uint8Array;
  readonly #hashes: Uint32Array;
  readonly #isPlaced: Uint8Array;
  /** What is placed, in all partitions together. */
  readonly placed: Load;

  constructor(places: KeyPlaces, options: PairOptions) {
    const { partitioners, loads, isPlaced } = options;
    const { key, records } = places;
    const loadOf = (number: number) => loads[number] ?? { records: 0, bytes: 0 };
    this.#places = places;
    this.#partitioners = partitioners;
    this.#bytes = Float64Array.from(key, (number, i) => {
      const { records: all, bytes } = loadOf(number);
      return (bytes * (records[i] as number)) / all;
    });
    this.#isPlaced = Uint8Array.from(key, (number) => Number(isPlaced(loadOf(number).records)));
    this.placed = totalOf(loads.filter((one) => isPlaced(one.records)));
    this.#by = new Uint8Array(key.length);
    this.#hashes = new Uint32Array(key.length);
    this.#explain(options);
  }

  get isExplained(): boolean {
    return this.#partitioners.length > 0;
  }

  #explain({ keys, partitions, partitioners }: PairOptions): void {
    const { key, partition } = this.#places;
    for (const [by, partitioner] of partitioners.entries()) {
      const hashes = keys.hashes(partitioner);
      for (let i = 0; i < key.length; i++) {
        const hash = hashes[key[i] as number] as number;
        const explains = partitioner.place(hash, partitions) === partition[i];
        // What none explains counts as the first one's, who placed most records.
        if (by > 0 && (!explains || this.#at(i, partitions) === partition[i])) continue;
        this.#by[i] = by;
        this.#hashes[i] = hash;
      }
    }
  }

  /** The largest number of records in a partition, and of bytes, under another count. */
  hottestOf(partitions: number): Load {
    const { records } = this.#places;
    const [loads, bytes] = [new Float64Array(partitions), new Float64Array(partitions)];
    for (let i = 0; i < records.length; i++) {
      if (this.#isPlaced[i] === 0) continue;
      const at = this.#at(i, partitions);
      (loads[at] as number) += records[i] as number;
      (bytes[at] as number) += this.#bytes[i] as number;
    }
    const most = (all: Float64Array) => all.reduce((max, one) => Math.max(max, one), 0);
    return { records: most(loads), bytes: most(bytes) };
  }

  /** The number of keys whose most frequent partition changes with the count. */
  moved(from: number, to: number): number {
    return mainPairs(this.#places).filter((i) => this.#at(i, from) !== this.#at(i, to)).length;
  }

  #at(i: number, partitions: number): number {
    const partitioner = this.#partitioners[this.#by[i] as number];
    return partitioner?.place(this.#hashes[i] as number, partitions) ?? 0;
  }
}
