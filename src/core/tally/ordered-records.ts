import type { RecordDetails } from "../keys/details/record-details.ts";
import type { KeySink } from "../keys/key-sink.ts";
import { type ClientPlacement, partitionerOf } from "./spec.ts";
import type { WindowTally } from "./window-tally.ts";

interface Placement extends ClientPlacement {
  /** Whether records count where they were written. */
  readonly isRecorded: boolean;
}

/** Adds records to windows by their order; those without a partition are left out. */
export function orderedRecords(windows: WindowTally, placement: Placement): KeySink {
  return placement.isRecorded ? writtenRecords(windows) : hashedRecords(windows, placement);
}

function hashedRecords(windows: WindowTally, placement: ClientPlacement): KeySink {
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

function writtenRecords(windows: WindowTally): KeySink {
  let records = 0;
  const addWritten = (count: number, details: RecordDetails | undefined) => {
    const partition = details?.partition;
    if (partition === undefined || partition >= windows.partitions) return;
    windows.add(records, partition, count);
    records += count;
  };
  return {
    add: (_bytes, _start, _end, count, details) => addWritten(count, details),
    addNull: addWritten,
  };
}
