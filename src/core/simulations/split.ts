import type { HotKey } from "../measures/measures.ts";
import type { Case } from "./case.ts";
import { judgeLoads, type Simulated } from "./simulation.ts";

/** The other keys without the `dominant` ones, which are the hottest; undefined if none is left. */
export function simulateSplit(subject: Case, dominant: readonly HotKey[]): Simulated | undefined {
  const { measures } = subject;
  const next = measures.hottestKeys[dominant.length];
  if (next === undefined) return undefined;
  const loads = measures.partitionCounts.slice();
  for (const { partition, count } of dominant) (loads[partition] as number) -= count;
  const removed = dominant.reduce((sum, { count }) => sum + count, 0);
  const placedRecords = measures.placedRecords - removed;
  return judgeLoads(subject, loads, next.count / placedRecords, {
    placedRecords,
    records: measures.records - removed,
    uniqueKeys: measures.uniqueKeys - dominant.length,
  });
}
