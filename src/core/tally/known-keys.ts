import type { KeyCounts } from "../keys/key-counts.ts";
import { BYTES_PER_KEY, KeyTable } from "../keys/key-table.ts";
import { drawSecrets, hashBytes } from "../keys/table-hash.ts";

/** Earlier keys are looked up in a table of at most about this size; of more, in several passes. */
const MAX_TABLE_BYTES = 128 * 1024 * 1024;

/** What two sets of keys have in common. Shares are of the records with a key, 0…1. */
export interface KnownKeys {
  /** All earlier keys. */
  readonly earlierKeys: number;
  /** Those that the current keys have too. */
  readonly keptKeys: number;
  /** The share of the earlier records that these keys had. */
  readonly keptShare: number;
  /** The share of the current records with one of these keys. */
  readonly knownShare: number;
}

type Keys = Pick<KeyCounts, "blocks">;

/** Exact for any number of keys; the memory for it is bounded. */
export function knownKeys(
  keys: Keys,
  earlier: Keys,
  maxTableBytes: number = MAX_TABLE_BYTES,
): KnownKeys {
  const { size, bytes, records } = sizeOf(earlier);
  const passes = Math.max(1, Math.ceil(bytes / maxTableBytes));
  const found = { keys: 0, records: 0, earlierRecords: 0 };
  const secrets = drawSecrets();
  for (let pass = 0; pass < passes; pass++) {
    const isIncluded = (from: Uint8Array, start: number, end: number) =>
      passes === 1 || hashBytes(from, start, end, secrets) % passes === pass;
    addFound(found, keys, tableOf(earlier, isIncluded), isIncluded);
  }
  const share = (part: number, all: number) => (all === 0 ? 0 : part / all);
  return {
    earlierKeys: size,
    keptKeys: found.keys,
    keptShare: share(found.earlierRecords, records),
    knownShare: share(found.records, sizeOf(keys).records),
  };
}

type Includes = (bytes: Uint8Array, start: number, end: number) => boolean;

function addFound(
  found: { keys: number; records: number; earlierRecords: number },
  keys: Keys,
  table: KeyTable,
  isIncluded: Includes,
): void {
  const [earlier] = table.blocks();
  if (earlier === undefined) return;
  for (const { size, bytes, starts, ends, counts } of keys.blocks()) {
    for (let i = 0; i < size; i++) {
      const [start, end] = [starts[i] as number, ends[i] as number];
      if (!isIncluded(bytes, start, end)) continue;
      const at = table.find(bytes, start, end);
      if (at < 0) continue;
      found.keys++;
      found.records += counts[i] as number;
      found.earlierRecords += earlier.counts[at] as number;
    }
  }
}

function tableOf(keys: Keys, isIncluded: Includes): KeyTable {
  const table = new KeyTable();
  for (const { size, bytes, starts, ends, counts } of keys.blocks()) {
    for (let i = 0; i < size; i++) {
      const [start, end] = [starts[i] as number, ends[i] as number];
      if (isIncluded(bytes, start, end)) table.add(bytes, start, end, counts[i] as number);
    }
  }
  return table;
}

function sizeOf(keys: Keys): { size: number; bytes: number; records: number } {
  const sum = { size: 0, bytes: 0, records: 0 };
  for (const { size, starts, ends, counts } of keys.blocks()) {
    sum.size += size;
    for (let i = 0; i < size; i++) {
      sum.bytes += (ends[i] as number) - (starts[i] as number) + BYTES_PER_KEY;
      sum.records += counts[i] as number;
    }
  }
  return sum;
}
