import type { KeyBlock, KeyCounts } from "../keys/key-counts.ts";
import { partitioners } from "../partitioners/index.ts";
import { type HashedKey, HottestKeys } from "./hottest-keys.ts";
import type { TallySpec } from "./spec.ts";
import { SplitKeys } from "./split-keys.ts";

/** Ten for reports and one more: what is hottest once those ten are dealt with. */
const HOTTEST_KEYS = 11;
/** Counts of records below this are tallied in an array, which is much faster than a map. */
const SMALL_COUNT = 1024;

/**
 * All that measures need to know of the keys. Sums of whole numbers and nothing else: tallies of
 * parts add up to that of the whole in any order.
 */
export interface Tally {
  /** Distinct keys, the empty one included. */
  readonly uniqueKeys: number;
  /** Records with a key. */
  readonly keyedRecords: number;
  /** Records with the empty key, placed or not. */
  readonly emptyRecords: number;
  /** Records per partition, of those that get one by their key. */
  readonly loads: Float64Array;
  /** How many of the placed keys have a number of records, by that number. */
  readonly keysByCount: ReadonlyMap<number, number>;
  /** The hottest of the placed keys, up to 11, hottest first; equal ones in the order of bytes. */
  readonly hottest: readonly HashedKey[];
  /** Keys, and their records, that not all clients put into the same partition. */
  readonly split: { readonly keys: number; readonly records: number };
}

export function tallyKeys(keys: Pick<KeyCounts, "blocks">, spec: TallySpec): Tally {
  const tally = new TallyBuilder(spec);
  for (const block of keys.blocks()) tally.add(block);
  return tally.result();
}

/** Puts a tally together block by block. */
class TallyBuilder {
  readonly #spec: TallySpec;
  readonly #loads: Float64Array;
  readonly #smallCounts = new Float64Array(SMALL_COUNT);
  readonly #largeCounts = new Map<number, number>();
  readonly #hottest = new HottestKeys(HOTTEST_KEYS);
  readonly #split: SplitKeys;
  #uniqueKeys = 0;
  #emptyRecords = 0;
  #unplacedRecords = 0;

  constructor(spec: TallySpec) {
    this.#spec = spec;
    this.#loads = new Float64Array(spec.partitions);
    this.#split = new SplitKeys(spec);
  }

  add(block: KeyBlock): void {
    const { size, counts, empty } = block;
    const { partitioner, partitions, emptyKey } = this.#spec;
    const { place } = partitioners[partitioner];
    const hashes = block.hashes(partitioners[partitioner]);
    const unplaced = emptyKey === "unplaced" ? empty : -1;
    const loads = this.#loads;
    const smallCounts = this.#smallCounts;
    for (let i = 0; i < size; i++) {
      if (i === unplaced) continue;
      const count = counts[i] as number;
      (loads[place(hashes[i] as number, partitions)] as number) += count;
      if (count < SMALL_COUNT) (smallCounts[count] as number)++;
      else addTo(this.#largeCounts, count, 1);
    }
    this.#uniqueKeys += size;
    if (empty >= 0) this.#emptyRecords += counts[empty] as number;
    if (unplaced >= 0) this.#unplacedRecords += counts[unplaced] as number;
    this.#hottest.addBlock(block, hashes, unplaced);
    this.#split.add(block);
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
    };
  }
}

/** The tally of all keys from those of its parts, of which no two hold the same key. */
export function mergeTallies([first, ...others]: readonly [Tally, ...Tally[]]): Tally {
  const loads = first.loads.slice();
  const keysByCount = new Map(first.keysByCount);
  const hottest = new HottestKeys(HOTTEST_KEYS);
  for (const one of first.hottest) hottest.add(one);
  let { uniqueKeys, keyedRecords, emptyRecords, split } = first;
  for (const other of others) {
    other.loads.forEach((load, partition) => {
      (loads[partition] as number) += load;
    });
    for (const [count, keys] of other.keysByCount) addTo(keysByCount, count, keys);
    for (const one of other.hottest) hottest.add(one);
    uniqueKeys += other.uniqueKeys;
    keyedRecords += other.keyedRecords;
    emptyRecords += other.emptyRecords;
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
  };
}

function addTo(sums: Map<number, number>, key: number, value: number): void {
  sums.set(key, (sums.get(key) ?? 0) + value);
}
