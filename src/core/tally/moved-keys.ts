import { sampleLacksHashes } from "../errors/sample-messages.ts";
import type { KeyCounts } from "../keys/key-counts.ts";
import { type PartitionerName, partitioners } from "../partitioners/index.ts";
import type { ClientPlacement } from "./spec.ts";

/** How keys are spread over a number of partitions. */
export interface PartitionPlacement {
  readonly partitioner: PartitionerName;
  readonly partitions: number;
}

/**
 * The number of keys, and of their records, with different partitions by `from` and `to`. An empty
 * key without a partition does not count. Undefined if `from` and `to` are the same.
 *
 * @throws UserError if a sample lacks the hashes of one of them
 */
export function movedKeys(
  keys: Pick<KeyCounts, "blocks" | "digests">,
  from: PartitionPlacement,
  to: PartitionPlacement,
  emptyKey: ClientPlacement["emptyKey"],
): { readonly keys: number; readonly records: number } | undefined {
  const isAlike = from.partitioner === to.partitioner;
  if (isAlike && from.partitions === to.partitions) return undefined;
  for (const { partitioner } of [from, to]) {
    const { hash } = partitioners[partitioner];
    if (keys.digests?.has(hash) === false) throw sampleLacksHashes(partitioner);
  }
  const [before, after] = [partitioners[from.partitioner], partitioners[to.partitioner]];
  const moved = { keys: 0, records: 0 };
  for (const block of keys.blocks()) {
    // Hashes are valid only until another partitioner's are requested.
    const beforeHashes = isAlike ? block.hashes(before) : block.hashes(before).slice();
    const afterHashes = isAlike ? beforeHashes : block.hashes(after);
    const unplaced = emptyKey === "unplaced" ? block.empty : -1;
    for (let i = 0; i < block.size; i++) {
      if (i === unplaced) continue;
      const place = before.place(beforeHashes[i] as number, from.partitions);
      if (after.place(afterHashes[i] as number, to.partitions) === place) continue;
      moved.keys++;
      moved.records += block.counts[i] as number;
    }
  }
  return moved;
}
