import type { TopicContract } from "../contract/contract.ts";
import { noTimes, unorderedCounts, unorderedFiles } from "../errors/window-messages.ts";
import type { KeySink } from "../keys/key-sink.ts";
import { type WindowShares, windowShares } from "../measures/window-shares.ts";
import { orderedRecords } from "./ordered-records.ts";
import type { Tally } from "./tally.ts";
import { WindowTally } from "./window-tally.ts";

/** Windows while records are read. */
export interface OpenWindows {
  /** Receives all records by their times. */
  readonly byTime: WindowTally | undefined;
  /** Receives all keys in their order. */
  readonly inOrder: KeySink | undefined;
  /**
   * @param placed where the records are
   * @param hasCounts whether a file had counts
   * @throws UserError if there are records with a partition, but no time or order of them
   */
  result(placed: Pick<Tally, "loads">, hasCounts: boolean): WindowShares;
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
      const shares = windowShares(tally.result(), window, partitions);
      if (isByTime && shares.records === 0 && loads.some((load) => load > 0)) throw noTimes();
      return shares;
    },
  };
}
