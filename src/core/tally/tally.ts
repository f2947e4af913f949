import { cannotRetype } from "../errors/partitioner-messages.ts";
import { type KeyBlock, type KeyCounts, nonTextOf, type Placement } from "../keys/key-counts.ts";
import { showKeyText } from "../keys/key-type.ts";
import { retypeKeys } from "../keys/retype-key.ts";
import type { KeyHash, Partitioner } from "../partitioners/partitioner.ts";
import { addAll } from "./add-all.ts";
import { type HashedKey, HottestKeys } from "./hottest-keys.ts";
import { PlainLoops } from "./plain-loops.ts";
import { type ClientPlacement, partitionerOf, type TallySpec, textPartitionerOf } from "./spec.ts";
import { SplitKeys } from "./split-keys.ts";

/** Ten for reports, and the one that is hottest after those ten have been fixed. */
export const HOTTEST_KEYS = 11;
/** Record counts below this are tallied in an array, which is much faster than a map. */
const SMALL_COUNT = 1024;
/** Ranks below all keys with more records, and above all others. */
const BELOW_LARGE = { key: new Uint8Array(0), count: SMALL_COUNT - 1 };

/**
 * All that measures need to know about the keys. It has only sums of whole numbers, so the tallies
 * of parts add up to that of all keys in any order.
 */
export interface Tally {
  /** Distinct keys, including the empty one. */
  readonly uniqueKeys: number;
  /** Records with a key. */
  readonly keyedRecords: number;
  /** Records with the empty key, placed or not. */
  readonly emptyRecords: number;
  /** Records per partition, of the keys that have a partition. */
  readonly loads: Float64Array;
  /**
   * Only if records count where they were written: of `loads`, the records without a key. Then keys count
   * with all their records, also with those whose partition is unknown.
   */
  readonly nullLoads?: Float64Array | undefined;
  /** The number of placed keys by their number of records. */
  readonly keysByCount: ReadonlyMap<number, number>;
  /** The hottest placed keys, up to 11, hottest first; equal counts are in byte order. */
  readonly hottest: readonly HashedKey[];
  /** The number of keys, and of their records, that clients put into different partitions. */
  readonly split: { readonly keys: number; readonly records: number };
  /** A key that is not UTF-8 text, if a partitioner of the spec needs text. */
  readonly nonText?: Uint8Array | undefined;
}

export function tallyKeys(keys: Pick<KeyCounts, "blocks">, spec: TallySpec): Tally {
  const tally = new TallyBuilder(spec);
  for (const block of keys.blocks()) tally.add(block);
  return tally.result();
}

/** Builds a tally block by block. */
class TallyBuilder {
  readonly #spec: TallySpec;
  readonly #loads: Float64Array;
  readonly #smallCounts = new Float64Array(SMALL_COUNT);
  readonly #largeCounts = new Map<number, number>();
  readonly #hottest = new HottestKeys(HOTTEST_KEYS);
  readonly #split = new SplitKeys();
  readonly #needsText: boolean;
  #nonText: Uint8Array | undefined;
  #uniqueKeys = 0;
  #emptyRecords = 0;
  #unplacedRecords = 0;

  constructor(spec: TallySpec) {
    this.#spec = spec;
    this.#needsText = textPartitionerOf(spec) !== undefined;
    this.#loads = new Float64Array(spec.partitions);
  }

  add(block: KeyBlock): void {
    const { size, counts, empty } = block;
    if (this.#needsText) this.#nonText ??= nonTextOf(block);
    const [own, ...others] = [this.#spec, ...this.#spec.others].map((one) =>
      this.#placement(block, one),
    ) as [Placement, ...Placement[]];
    const all = [own, ...others].map(({ partitioner }) => partitioner);
    const loops = block.loops?.(all) ?? new PlainLoops(block);
    const large = loops.sumRecords(own, this.#loads, this.#smallCounts);
    if (large > 0) this.#addLarge(block, own.unplaced);
    this.#uniqueKeys += size;
    if (empty >= 0) this.#emptyRecords += counts[empty] as number;
    if (own.unplaced >= 0) this.#unplacedRecords += counts[own.unplaced] as number;
    this.#hottest.addBlock(block, block.hashes(own.partitioner), own.unplaced);
    this.#split.add(size, loops, own, others);
  }

  #placement({ empty }: KeyBlock, by: ClientPlacement): Placement {
    const { partitions } = this.#spec;
    const unplaced = by.emptyKey === "unplaced" ? empty : -1;
    const partitioner = by === this.#spec ? partitionerOf(by) : this.#ofOther(by);
    return { partitioner, partitions, unplaced };
  }

  /** A client may serialize keys by another type than the sample's bytes have. */
  #ofOther(by: ClientPlacement): Partitioner {
    const own = partitionerOf(by);
    const { keyType } = this.#spec;
    const retype = retypeKeys(keyType, by.keyType);
    if (retype === undefined) return own;
    const hash: KeyHash = (bytes, start, end) => {
      const found = bytes.subarray(start, end);
      const key = retype(found);
      if (key === undefined) throw cannotRetype(keyType, by, showKeyText(keyType, found));
      return own.hash(key, 0, key.length);
    };
    return { ...own, hash };
  }

  #addLarge(block: KeyBlock, unplaced: number): void {
    const next = (from: number) => block.nextAbove(from, BELOW_LARGE);
    for (let i = next(0); i >= 0; i = next(i + 1)) {
      if (i !== unplaced) addTo(this.#largeCounts, block.counts[i] as number, 1);
    }
  }

  result(): Tally {
    const loads = this.#loads;
    const keysByCount = new Map(this.#largeCounts);
    for (let count = 1; count < SMALL_COUNT; count++) {
      const keys = this.#smallCounts[count] as number;
      if (keys > 0) keysByCount.set(count, keys);
    }
    return {
      uniqueKeys: this.#uniqueKeys,
      keyedRecords: loads.reduce((sum, load) => sum + load, this.#unplacedRecords),
      emptyRecords: this.#emptyRecords,
      loads,
      keysByCount,
      hottest: this.#hottest.keys,
      split: { keys: this.#split.keys, records: this.#split.records },
      nonText: this.#nonText,
    };
  }
}

/** Merges the tallies of parts with no key in common. */
export function mergeTallies([first, ...others]: readonly [Tally, ...Tally[]]): Tally {
  const loads = first.loads.slice();
  const keysByCount = new Map(first.keysByCount);
  const hottest = new HottestKeys(HOTTEST_KEYS);
  for (const one of first.hottest) hottest.add(one);
  let { uniqueKeys, keyedRecords, emptyRecords, split, nonText } = first;
  for (const other of others) {
    addAll(loads, other.loads);
    for (const [count, keys] of other.keysByCount) addTo(keysByCount, count, keys);
    for (const one of other.hottest) hottest.add(one);
    uniqueKeys += other.uniqueKeys;
    keyedRecords += other.keyedRecords;
    emptyRecords += other.emptyRecords;
    nonText ??= other.nonText;
    const { keys, records } = other.split;
    split = { keys: split.keys + keys, records: split.records + records };
  }
  return {
    uniqueKeys,
    keyedRecords,
    emptyRecords,
    loads,
    keysByCount,
    hottest: hottest.keys,
    split,
    nonText,
  };
}

function addTo(sums: Map<number, number>, key: number, value: number): void {
  sums.set(key, (sums.get(key) ?? 0) + value);
}
