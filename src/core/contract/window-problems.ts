import {
  FEWEST_WINDOWS,
  MOST_WINDOW_CELLS,
  WINDOW_RECORDS_PER_PARTITION,
  type Window,
} from "../tally/window.ts";
import { decimal, whole } from "../text/format.ts";
import type { RawTopic } from "./contract.ts";
import { keySources } from "./key-sources.ts";
import { windowOf } from "./window.ts";

/** A field whose windows cannot be judged. */
interface WindowFault {
  readonly field: "max_window_share" | "window" | "window_records";
  readonly what: string;
  readonly next: string;
}

export type WindowFaults = readonly WindowFault[];

/** The window that a topic's fields set, and what is wrong with them. */
export type ReadWindow = (raw: RawTopic) => {
  readonly window: Window | undefined;
  readonly faults: WindowFaults;
};

const MOST_PARTITIONS = MOST_WINDOW_CELLS / FEWEST_WINDOWS;

export const readWindow: ReadWindow = (raw) => {
  return { window: windowOf(raw), faults: windowFaults(raw) };
};

/** What is wrong with the fields about windows, whatever the keys are. */
function windowFaults(raw: RawTopic): WindowFault[] {
  const { max_window_share: share, window, window_records: records, partitions } = raw;
  const isWindowed = window !== undefined || records !== undefined;
  if (!isWindowed) return share === undefined ? [] : [noWindow()];
  return [
    ...(window !== undefined && records !== undefined ? [bothWindows()] : []),
    ...(partitions === undefined ? [] : unfitPartitions(partitions, raw)),
    ...(records === undefined ? [] : unordered(raw)),
  ];
}

function noWindow(): WindowFault {
  return {
    field: "max_window_share",
    what: "max_window_share needs window",
    next: "Add window: 1m, with a time in which consumers cannot catch up on a hot partition.",
  };
}

function bothWindows(): WindowFault {
  return {
    field: "window_records",
    what: "both window and window_records are set",
    next: "Keep window if the records have times; otherwise keep window_records.",
  };
}

function unfitPartitions(partitions: number, raw: RawTopic): WindowFault[] {
  const { max_window_share: share, window_records: records, window } = raw;
  const least = partitions * WINDOW_RECORDS_PER_PARTITION;
  const faults: WindowFault[] = [];
  if (partitions > MOST_PARTITIONS) {
    faults.push({
      field: window === undefined ? "window_records" : "window",
      what: `windows are measured for topics of up to ${whole(MOST_PARTITIONS)} partitions`,
      next: "Remove it, or set it only for topics with fewer partitions.",
    });
  }
  if (records !== undefined && records < least) {
    faults.push({
      field: "window_records",
      what: `window_records ${records} is below ${WINDOW_RECORDS_PER_PARTITION} records for each of the ${partitions} partitions, and smaller windows do not count`,
      next: `Write ${least} or more.`,
    });
  }
  if (share !== undefined && share < 1 / partitions) {
    faults.push({
      field: "max_window_share",
      what: `max_window_share ${share} is below 1/${partitions} = ${decimal(1 / partitions, 6)}, the share of each partition when all are equal`,
      next: "Write a share above what reports show for the same records in random order.",
    });
  }
  return faults;
}

/** Records in windows of a number of them must come in their order, one by one. */
function unordered({ keys }: RawTopic): WindowFault[] {
  const [first, another] = keySources(keys);
  const next = "Use window with the records' times, or one file with a line for each record.";
  if (another !== undefined) {
    const what = "window_records needs a single key file, because several have no common order";
    return [{ field: "window_records", what, next }];
  }
  const { countColumn = false, countPointer, format } = first ?? {};
  const hasCounts = countColumn !== false || countPointer !== undefined || format === "uniq";
  if (!hasCounts) return [];
  const what = "window_records needs records in order, but counts have none";
  return [{ field: "window_records", what, next }];
}
