import type { KeyCounts } from "../keys/key-counts.ts";
import { type ClientPlacement, partitionerOf } from "./spec.ts";

/** Records per partition under each of several partition counts, in one pass over the keys. */
export function histograms(
  keys: KeyCounts,
  by: ClientPlacement,
  partitionCounts: readonly number[],
): Float64Array[] {
  const partitioner = partitionerOf(by);
  const { place } = partitioner;
  const all = partitionCounts.map((partitions) => new Float64Array(partitions));
  for (const block of keys.blocks()) {
    const { size, counts } = block;
    const hashes = block.hashes(partitioner);
    const unplaced = by.emptyKey === "unplaced" ? block.empty : -1;
    for (const loads of all) {
      for (let i = 0; i < size; i++) {
        if (i === unplaced) continue;
        (loads[place(hashes[i] as number, loads.length)] as number) += counts[i] as number;
      }
    }
  }
  return all;
}
