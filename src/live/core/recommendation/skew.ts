import { murmur2Partitioner } from "#core/partitioners/murmur2.ts";
import { Z95 } from "./quantile.ts";
import type { RecordSample } from "./traffic.ts";

/** Keys that tell topics apart whose records are joined; more than these make no difference. */
const MAX_FREQUENT = 64;

/**
 * Where the records of a sample's keys go, for many partition counts, by murmur2.
 *
 * In a part of the records, keys that were seen once stand for many that were not seen at all: their
 * share of the sample is the chance that the next key is a new one (Good 1953, "The population
 * frequencies of species", eq. 9), so it is spread evenly; placing each of them would take chance for
 * skew.
 */
export class SampleSkew {
  readonly #hashes: Uint32Array;
  readonly #counts: Float64Array;
  readonly #records: number;
  /** Whether keys that were seen once are spread, not placed. */
  readonly #isOpen: boolean;
  /** Hashes of the most frequent keys, with which topics are compared. */
  readonly frequent: ReadonlySet<number>;

  constructor({ keys, isComplete }: Pick<RecordSample, "keys" | "isComplete">) {
    const hashes: number[] = [];
    const counts: number[] = [];
    for (const block of keys.blocks()) {
      const blockHashes = block.hashes(murmur2Partitioner);
      for (let i = 0; i < block.size; i++) {
        hashes.push(blockHashes[i] as number);
        counts.push(block.counts[i] as number);
      }
    }
    this.#hashes = Uint32Array.from(hashes);
    this.#counts = Float64Array.from(counts);
    this.#records = this.#counts.reduce((sum, count) => sum + count, keys.nullRecords);
    this.#isOpen = !isComplete;
    this.frequent = new Set(this.#mostFrequent());
  }

  /** Whether no record has a key. */
  get isEmpty(): boolean {
    return this.#hashes.length === 0;
  }

  /** Share of the hottest key among all records; 0 where there is none. */
  get hottestKeyShare(): number {
    return this.#hottestCount / (this.#records || 1);
  }

  /** What the hottest key has at least: in a part of the records, some of its share may be chance. */
  get leastHottestKeyShare(): number {
    const count = this.#hottestCount;
    const chance = this.#isOpen ? Z95 * Math.sqrt(count) : 0;
    return Math.max(0, count - chance) / (this.#records || 1);
  }

  /** Share of the hottest of so many partitions. Records without a key go to all of them alike. */
  hottestPartitionShare(partitions: number): number {
    const loads = new Float64Array(partitions);
    let placed = 0;
    for (let i = 0; i < this.#hashes.length; i++) {
      const count = this.#counts[i] as number;
      if (this.#isOpen && count === 1) continue;
      const partition = murmur2Partitioner.place(this.#hashes[i] as number, partitions);
      (loads[partition] as number) += count;
      placed += count;
    }
    const hottest = loads.reduce((most, load) => Math.max(most, load), 0);
    return (hottest + (this.#records - placed) / partitions) / (this.#records || 1);
  }

  /** Share of the distinct keys that another partition count moves. */
  movedKeyShare(from: number, to: number): number {
    if (this.isEmpty) return 0;
    const { place } = murmur2Partitioner;
    const moved = this.#hashes.filter((hash) => place(hash, from) !== place(hash, to));
    return moved.length / this.#hashes.length;
  }

  get #hottestCount(): number {
    return this.#counts.reduce((most, count) => Math.max(most, count), 0);
  }

  #mostFrequent(): number[] {
    const order = Array.from(this.#hashes.keys()).filter((i) => (this.#counts[i] as number) > 1);
    order.sort((a, b) => (this.#counts[b] as number) - (this.#counts[a] as number));
    return order.slice(0, MAX_FREQUENT).map((i) => this.#hashes[i] as number);
  }
}
