import { compareBytes, concatBytes } from "../bytes.ts";
import type { KeyBlock, KeyCounts } from "../keys/key-counts.ts";
import { KeyTable } from "../keys/key-table.ts";
import type { HotKey } from "../measures/measures.ts";
import { partOf, suffix } from "./salt.ts";

/**
 * The same records with the hottest keys salted as in `simulateSalt`, as keys: for everything that a
 * simulation of only the loads does not answer.
 */
export function saltedKeys(keys: KeyTable, hottest: readonly HotKey[], salt: number): KeyCounts {
  const salted = new KeyTable();
  for (const { key, count } of hottest) {
    for (let i = 0; i < salt; i++) {
      const bytes = concatBytes(key, suffix(i));
      const records = partOf(count, i, salt);
      if (records > 0) salted.add(bytes, 0, bytes.length, records);
    }
  }
  const rest = [...keys.blocks()].map((block) => blockWithout(block, hottest));
  return { nullRecords: keys.nullRecords, blocks: () => [...rest, ...salted.blocks()] };
}

/** Whether keys look salted already: a key that salting would create is there. */
export function areAlreadyThere(
  keys: Pick<KeyCounts, "blocks">,
  hottest: readonly HotKey[],
  ways: number,
): boolean {
  const wanted = new KeyTable();
  const lengths = new Set<number>();
  for (const { key } of hottest) {
    for (let i = 0; i < ways; i++) {
      const salted = concatBytes(key, suffix(i));
      wanted.add(salted, 0, salted.length, 1);
      lengths.add(salted.length);
    }
  }
  for (const { size, bytes, starts, ends } of keys.blocks()) {
    for (let i = 0; i < size; i++) {
      const [start, end] = [starts[i] as number, ends[i] as number];
      if (!lengths.has(end - start) || !hasSuffix(bytes, start, end)) continue;
      if (wanted.find(bytes, start, end) >= 0) return true;
    }
  }
  return false;
}

const HASH_SIGN = 0x23;
const LONGEST_SUFFIX = 4;

function hasSuffix(bytes: Uint8Array, start: number, end: number): boolean {
  const from = Math.max(start, end - LONGEST_SUFFIX);
  return bytes.subarray(from, end).includes(HASH_SIGN);
}

function blockWithout(block: KeyBlock, hottest: readonly HotKey[]): KeyBlock {
  const gone = numbersOf(block, hottest);
  const size = block.size - gone.length;
  // Indices without the removed keys, and back.
  const inner = (i: number) => i - gone.filter((one) => one < i).length;
  const outer = (i: number) => gone.reduce((at, one) => (one <= at ? at + 1 : at), i);
  return {
    ...block,
    size,
    starts: leftOut(block.starts, gone, new Uint32Array(size)),
    ends: leftOut(block.ends, gone, new Uint32Array(size)),
    counts: leftOut(block.counts, gone, new Float64Array(size)),
    empty: block.empty < 0 || gone.includes(block.empty) ? -1 : inner(block.empty),
    hashes: (partitioner) => leftOut(block.hashes(partitioner), gone, new Uint32Array(size)),
    nextAbove(from, rank) {
      let at = block.nextAbove(outer(from), rank);
      while (gone.includes(at)) at = block.nextAbove(at + 1, rank);
      return at < 0 ? -1 : inner(at);
    },
  };
}

/** The indices of these keys in the block, ascending. */
function numbersOf({ size, bytes, starts, ends }: KeyBlock, wanted: readonly HotKey[]): number[] {
  const lengths = new Set(wanted.map(({ key }) => key.length));
  const numbers: number[] = [];
  for (let i = 0; i < size && numbers.length < wanted.length; i++) {
    if (!lengths.has((ends[i] as number) - (starts[i] as number))) continue;
    const key = bytes.subarray(starts[i], ends[i]);
    if (wanted.some((one) => compareBytes(one.key, key) === 0)) numbers.push(i);
  }
  return numbers;
}

type Column = Uint32Array | Float64Array;

function leftOut<T extends Column>(from: T, gone: readonly number[], to: T): T {
  let start = 0;
  let filled = 0;
  for (const end of [...gone, to.length + gone.length]) {
    to.set(from.subarray(start, end) as T & Uint32Array, filled);
    filled += end - start;
    start = end + 1;
  }
  return to;
}
