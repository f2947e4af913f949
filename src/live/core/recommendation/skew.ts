import { murmur2Partitioner } from "#core/partitioners/murmur2.ts";
import { Z95 } from "./quantile.ts";
import type { RecordSample } from "./traffic.ts";

/** Number of frequent keys by which topics are compared; more would make no difference. */
const MAX_FREQUENT = 64;

/**
 * How a sample's records spread over partitions with murmur2.
 *
 * In an incomplete sample, keys that occur once represent many that do not occur: their share is the
 * probability that the next key is new (Good 1953, "The population frequencies of species", eq. 9).
 * They are therefore spread evenly; placing them would mistake chance for skew.
 */
export class SampleSkew {
  readonly #hashes: Uint32Array;
  readonly #counts: Float64Array;
  readonly #records: number;
  /** Whether keys that occur once are spread evenly. */
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

  /** The hottest key's share of all records; 0 if there is none. */
  get hottestKeyShare(): number {
    return this.#hottestCount / (this.#records || 1);
  }

  /** Lower bound of the hottest key's share: in an incomplete sample, some of it may be chance. */
  get minHottestKeyShare(): number {
    const count = this.#hottestCount;
    const chance = this.#isOpen ? Z95 * Math.sqrt(count) : 0;
    return Math.max(0, count - chance) / (this.#records || 1);
  }

  /** The hottest partition's share with this count. Records without a key are spread evenly. */
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

  /** Share of the distinct keys that move when the partition count changes. */
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
