import type { TopicContract } from "../contract/contract.ts";
import { noTimes, unorderedCounts, unorderedFiles } from "../errors/window-messages.ts";
import type { KeySink } from "../keys/key-sink.ts";
import { type WindowShares, windowShares } from "../measures/window-shares.ts";
import { orderedRecords } from "./ordered-records.ts";
import type { Tally } from "./tally.ts";
import type { Window } from "./window.ts";
import { type WindowLoads, WindowTally } from "./window-tally.ts";

const MINUTE_MS = 60_000;
/** Lengths that people use. */
const LENGTHS_MS = [1, 5, 15, 60, 24 * 60].map((minutes) => minutes * MINUTE_MS);
/** Windows with fewer of all records say little about the others. */
const LEAST_COUNTED_SHARE = 0.5;

/** Windows while records are read. */
export interface OpenWindows {
  /** Receives all records by their times. */
  readonly byTime: WindowTally | undefined;
  /** Receives all keys in their order. */
  readonly inOrder: KeySink | undefined;
  /**
   * @param placed where the records are
   * @param hasCounts whether a file had counts
   * @returns undefined only if windows are optional, and cannot be judged
   * @throws UserError if there are records with a partition, but no time or order of them
   */
  result(placed: Pick<Tally, "loads">, hasCounts: boolean): WindowShares | undefined;
}

/**
 * Undefined if the contract has no windows, or their rule is off.
 *
 * @param files how many key files there are
 * @throws UserError if they have no common order, but need one
 */
export function openWindows(contract: TopicContract, files: number): OpenWindows | undefined {
  const { window, partitions, severity } = contract;
  if (window === undefined || severity.max_window_share === "off") return undefined;
  const isByTime = window.unit === "ms";
  if (!isByTime && files > 1) throw unorderedFiles();
  const tally = new WindowTally(window, partitions);
  return {
    byTime: isByTime ? tally : undefined,
    inOrder: isByTime ? undefined : orderedRecords(tally, contract),
    result({ loads }, hasCounts) {
      if (!isByTime && hasCounts) throw unorderedCounts();
      if (window.isOptional) return tellingWindows(tally.result(), partitions);
      const shares = windowShares(tally.result(), window, partitions);
      if (isByTime && shares.records === 0 && loads.some((load) => load > 0)) throw noTimes();
      return shares;
    },
  };
}

/** The shortest windows that can be judged: enough of them count, with at least half of the records. */
function tellingWindows(loads: WindowLoads, partitions: number): WindowShares | undefined {
  const { length: base } = loads.window;
  for (const length of [base, ...LENGTHS_MS.filter((one) => one > base && one % base === 0)]) {
    const window: Window = { unit: "ms", length };
    const shares = windowShares(widened(loads, window, partitions), window, partitions);
    const counted = shares.countedRecords.reduce((sum, records) => sum + records, 0);
    const isTelling = counted >= LEAST_COUNTED_SHARE * shares.records;
    if (shares.share !== undefined && isTelling) return shares;
  }
  return undefined;
}

function widened({ window, loads }: WindowLoads, wider: Window, partitions: number): WindowLoads {
  const tally = new WindowTally(wider, partitions);
  for (const [number, records] of loads) {
    records.forEach((count, partition) => {
      tally.add(number * window.length, partition, count);
    });
  }
  return tally.result();
}
