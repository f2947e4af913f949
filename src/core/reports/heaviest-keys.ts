import type { TopicResult } from "../judge.ts";
import type { HotKey } from "../measures/measures.ts";
import { partitioners } from "../partitioners/index.ts";
import { whole } from "../text/format.ts";

const MAX_KEYS = 10;

/** The partition of a key. */
export function partitionText({ partition }: Pick<HotKey, "partition">): string {
  return partition === undefined ? "unknown" : whole(partition);
}

/** The same in a JSON report, which leaves out what is unknown. */
export function partitionField({ partition }: Pick<HotKey, "partition">) {
  return partition === undefined ? {} : { partition };
}

/** Bytes by partition, of records whose key has a partition; undefined if there are none. */
export function partitionBytes({ details }: Pick<TopicResult, "details">) {
  const loads = details?.bytes?.loads;
  const total = loads?.reduce((sum, load) => sum + load, 0) ?? 0;
  return loads === undefined || total === 0 ? undefined : { loads, total };
}

/**
 * Up to ten keys with the most bytes, in descending order, each with its bytes as the count and its
 * share of the bytes; undefined if bytes by key are unknown.
 */
export function heaviestKeys(result: TopicResult): readonly HotKey[] | undefined {
  const { contract, details } = result;
  const { total } = partitionBytes(result) ?? {};
  if (total === undefined) return undefined;
  const { keyedTotal = total } = details?.bytes ?? {};
  const { place } = partitioners[contract.partitioner];
  return details?.bytes?.hottestKeys?.slice(0, MAX_KEYS).map(({ key, hash, partition, count }) => {
    const at = contract.isRecorded ? partition : place(hash, contract.partitions);
    return { key, partition: at, count, share: count / keyedTotal };
  });
}
