import type { KeyTable } from "../keys/key-table.ts";
import type { TopicPlacement } from "./detail-tally.ts";
import type { KeyWindows } from "./key-windows.ts";
import { NO_PARTITION } from "./partition-tally.ts";
import { partitionerOf } from "./spec.ts";
import type { WindowTally } from "./window-tally.ts";

export interface WindowPlacement extends TopicPlacement {
  /** Whether records count where they were written. */
  readonly isRecorded: boolean;
}

/**
 * Adds the records of keys in windows to those of a topic.
 *
 * @param keys the keys by their numbers, from 1
 */
export function addPlacedWindows(
  windows: KeyWindows,
  keys: KeyTable,
  placement: WindowPlacement,
  into: WindowTally,
): void {
  const { size, windows: numbers, ...cells } = windows.cells();
  const places = placement.isRecorded ? undefined : placesOf(keys, placement);
  for (let i = 0; i < size; i++) {
    const written = (cells.places[i] as number) - 1;
    const partition = places?.[cells.keys[i] as number] ?? written;
    if (partition === NO_PARTITION || partition >= placement.partitions) continue;
    into.add((numbers[i] as number) * windows.lengthMs, partition, cells.records[i] as number);
  }
}

/** The partition of each key by its number. */
function placesOf(keys: KeyTable, placement: WindowPlacement): Int32Array {
  const { partitions, emptyKey } = placement;
  const partitioner = partitionerOf(placement);
  const places = new Int32Array(keys.size + 1);
  // Records with a null key.
  places[0] = NO_PARTITION;
  for (const block of keys.blocks()) {
    const hashes = block.hashes(partitioner);
    for (let i = 0; i < block.size; i++) {
      places[i + 1] = partitioner.place(hashes[i] as number, partitions);
    }
    if (block.empty >= 0 && emptyKey === "unplaced") places[block.empty + 1] = NO_PARTITION;
  }
  return places;
}
