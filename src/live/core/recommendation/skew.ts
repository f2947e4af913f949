import { murmur2Partitioner } from "#core/partitioners/murmur2.ts";
import type { Partitioner } from "#core/partitioners/partitioner.ts";
import { groupMeans, type SizeSums } from "./group-means.ts";
import { HashedPairs } from "./hashed-pairs.ts";
import { Z95 } from "./quantile.ts";
import { type Load, largestOf, totalOf } from "./sampled-keys.ts";
import type { RecordSample } from "./traffic.ts";

/** Number of frequent keys by which topics are compared; more would make no difference. */
const MAX_FREQUENT = 64;
/** From this share of the records without a key on, one partition gets all of them by intent. */
const STUCK = 0.9;

/** Shares of all records, and of their bytes. */
export interface Shares {
  readonly records: number;
  readonly bytes: number;
}

interface SkewOptions {
  /** The current count. */
  readonly partitions: number;
  /** Those that placed the keys; without any, nothing can be simulated. */
  readonly partitioners: readonly Partitioner[];
}

/**
 * How a sample's records spread over partitions.
 *
 * In an incomplete sample, keys that occur once represent many that do not occur: their share is the
 * probability that the next key is new (Good 1953, "The population frequencies of species", eq. 9).
 * They are therefore spread evenly; placing them would mistake chance for skew. For the same reason, a
 * key's records count as large only if their sizes differ from those of other keys by more than chance.
 */
export class SampleSkew {
  readonly #pairs: HashedPairs;
  readonly #keys: readonly Load[];
  readonly #total: Load;
  readonly #keyless: Load;
  /** The largest share of the records without a key that a partition has. */
  readonly #keylessShare: number;
  readonly #partitions: number;
  /** Whether keys that occur once are spread evenly. */
  readonly #isOpen: boolean;
  /** Hashes of the most frequent keys, with which topics are compared. */
  readonly frequent: ReadonlySet<number>;

  constructor(
    { keys, isComplete }: Pick<RecordSample, "keys" | "isComplete">,
    { partitions, partitioners }: SkewOptions,
  ) {
    const places = keys.places();
    const sizes = keys.sizes(places);
    this.#isOpen = !isComplete;
    this.#partitions = partitions;
    this.#keys = this.#isOpen ? likelySizes(sizes, keys.largestBytes) : sizes;
    this.#pairs = new HashedPairs(places, {
      ...{ keys, partitions, partitioners, loads: this.#keys },
      isPlaced: (records) => isComplete || records > 1,
    });
    const keyless = [...keys.keyless.values()];
    this.#keyless = totalOf(keyless);
    this.#keylessShare =
      keyless.reduce((most, { records }) => Math.max(most, records), 0) /
      (this.#keyless.records || 1);
    this.#total = totalOf([...this.#keys, this.#keyless]);
    this.frequent = new Set(this.#mostFrequent(keys.hashes(murmur2Partitioner)));
  }

  /** Whether it is known how the keys get their partitions. */
  get isExplained(): boolean {
    return this.#pairs.isExplained;
  }

  /** The largest shares of a key; those of records and bytes may be of different keys. */
  get hottestKey(): Shares {
    return this.#sharesOf(largestOf(this.#keys));
  }

  /** Lower bound of the hottest key's share of the bytes: in an incomplete sample, some may be chance. */
  get minHottestKeyBytes(): number {
    const sure = this.#keys.map(({ records, bytes }) => {
      const chance = this.#isOpen ? Z95 / Math.sqrt(records || 1) : 0;
      return bytes * Math.max(0, 1 - chance);
    });
    return sure.reduce((most, bytes) => Math.max(most, bytes), 0) / (this.#total.bytes || 1);
  }

  /** The hottest partition's shares with this count. */
  hottestPartition(partitions: number): Shares {
    const hottest = this.#pairs.hottestOf(partitions);
    const { placed } = this.#pairs;
    const keyless = this.#keylessIn(partitions);
    const part = (of: "records" | "bytes") => {
      const spread = this.#total[of] - placed[of] - this.#keyless[of];
      return hottest[of] + Math.max(0, spread) / partitions + this.#keyless[of] * keyless;
    };
    return this.#sharesOf({ records: part("records"), bytes: part("bytes") });
  }

  /** Share of the distinct keys that move when the partition count changes; 0 if it is unknown. */
  movedKeyShare(from: number, to: number): number {
    return this.#pairs.moved(from, to) / (this.#keys.length || 1);
  }

  /** The share of the records without a key that one partition gets: as uneven as it is now. */
  #keylessIn(partitions: number): number {
    if (this.#keylessShare >= STUCK && this.#partitions > 1) return this.#keylessShare;
    return Math.min(1, (this.#keylessShare * this.#partitions) / partitions);
  }

  #sharesOf({ records, bytes }: Load): Shares {
    return {
      records: records / (this.#total.records || 1),
      bytes: bytes / (this.#total.bytes || 1),
    };
  }

  #mostFrequent(hashes: Uint32Array): number[] {
    const count = (i: number) => this.#keys[i]?.records ?? 0;
    const order = Array.from(this.#keys.keys()).filter((i) => count(i) > 1);
    order.sort((a, b) => count(b) - count(a));
    return order.slice(0, MAX_FREQUENT).map((i) => hashes[i] as number);
  }
}

/** The keys with the sizes that their records are likely to have. */
function likelySizes(sizes: readonly SizeSums[], largestBytes: number): Load[] {
  const means = groupMeans(sizes, largestBytes);
  return sizes.map((one) => ({ records: one.records, bytes: one.records * means.meanOf(one) }));
}
