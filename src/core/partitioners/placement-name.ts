import type { PartitionerName } from "./index.ts";

/** Instead of a partitioner: where the records were written. */
export const RECORDED = "recorded";
/** What decides the partitions. */
export type PlacementName = PartitionerName | typeof RECORDED;

/** What decides the partitions, as the contract says. */
export function placementName(by: {
  readonly partitioner: PartitionerName;
  readonly isRecorded: boolean;
}): PlacementName {
  return by.isRecorded ? RECORDED : by.partitioner;
}
