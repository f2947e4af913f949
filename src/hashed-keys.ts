import type { TopicContract } from "./contract/contract.ts";
import type { KeyTable } from "./keys/key-table.ts";
import { partitioners } from "./partitioners/index.ts";
import type { Partitioner } from "./partitioners/partitioner.ts";

/**
 * Distinct keys with their records, hashed once by the topic's partitioner, ready to be placed
 * under any partition count.
 */
export interface HashedKeys {
  readonly table: KeyTable;
  readonly partitioner: Partitioner;
  /** Per key of the table. */
  readonly hashes: Uint32Array;
  /** Records per key that get a partition by their key; 0 for an empty key left unplaced. */
  readonly counts: Float64Array;
  /** Records that get a partition by their key. */
  readonly placedRecords: number;
  /** Records with the empty key, placed or not. */
  readonly emptyRecords: number;
}

export function hashKeys(table: KeyTable, contract: TopicContract): HashedKeys {
  const partitioner = partitioners[contract.partitioner];
  const hashes = table.hashAll(partitioner.hash);
  const emptyIndex = table.findEmpty();
  const emptyRecords = emptyIndex < 0 ? 0 : (table.counts[emptyIndex] as number);
  const base = { table, partitioner, hashes, emptyRecords };
  if (emptyRecords === 0 || contract.emptyKey === "hashed") {
    return { ...base, counts: table.counts, placedRecords: table.keyedRecords };
  }
  const counts = table.counts.slice();
  counts[emptyIndex] = 0;
  return { ...base, counts, placedRecords: table.keyedRecords - emptyRecords };
}
