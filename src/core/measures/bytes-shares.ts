import type { RecordedDetails } from "../tally/recorded-details.ts";

/**
 * Shares of the bytes, 0…1, of the records whose size is known and that get a partition from their key. If
 * records are judged where they were written, of those with a partition, and for keys of those with a key.
 * Undefined if there are no such bytes, or if they were not added up by key.
 */
export interface BytesShares {
  readonly maxPartitionBytesShare?: number | undefined;
  readonly maxKeyBytesShare?: number | undefined;
}

export function bytesShares(bytes: RecordedDetails["bytes"]): BytesShares {
  let [total, most] = [0, 0];
  for (const load of bytes?.loads ?? []) {
    total += load;
    most = Math.max(most, load);
  }
  if (bytes === undefined || total === 0) return {};
  const { hottestKeys, keyedTotal = total } = bytes;
  return {
    maxPartitionBytesShare: most / total,
    // If no record has a key, no key has bytes.
    maxKeyBytesShare: hottestKeys && (hottestKeys[0]?.count ?? 0) / (keyedTotal || 1),
  };
}
