import type { KeySink } from "../keys/key-sink.ts";
import { type ClientPlacement, partitionerOf } from "./spec.ts";
import type { WindowTally } from "./window-tally.ts";

/** Adds records to windows by their order; those without a partition are left out. */
export function orderedRecords(windows: WindowTally, placement: ClientPlacement): KeySink {
  const { emptyKey } = placement;
  const { hash, place } = partitionerOf(placement);
  let records = 0;
  return {
    add(bytes, start, end, count) {
      if (end === start && emptyKey === "unplaced") return;
      windows.add(records, place(hash(bytes, start, end), windows.partitions), count);
      records += count;
    },
    addNull: () => {},
  };
}
