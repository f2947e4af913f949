import type { Interval } from "#core/measures/confidence.ts";
import { type WindowShares, windowShares } from "#core/measures/window-shares.ts";
import { WINDOW_PERCENTILE, type Window } from "#core/tally/window.ts";
import { WindowTally } from "#core/tally/window-tally.ts";
import { percent } from "#core/text/format.ts";
import { isoText } from "#core/text/iso-text.ts";
import type { PartitionSpan } from "../recommendation/sampler.ts";
import type { PartitionRecords } from "./partition-records.ts";
import type { WindowBorders } from "./window-borders.ts";

/** What is known of a topic's records by time. */
export interface OffsetsByTime extends WindowBorders {
  /** For each border, the offset of the first record from then on, by partition. */
  readonly offsets: readonly (readonly number[])[];
  readonly spans: readonly PartitionSpan[];
  readonly records: PartitionRecords;
  /** The largest likely share of records whose times do not increase with their offsets. */
  readonly lateShare: number;
}

/**
 * The partitions' shares in windows of time, from offsets instead of records. Exact if times increase
 * with offsets, as with LogAppendTime, and each offset has a record; otherwise with an interval.
 */
export function estimatedWindows(
  asked: Window,
  partitions: number,
  by: OffsetsByTime,
): WindowShares {
  const tally = new WindowTally(asked, partitions);
  for (const { partition, start, end } of by.spans) {
    const density = densityOf(by.records, partition);
    const within = (offset: number | undefined) => Math.min(end, Math.max(start, offset ?? end));
    for (let i = 0; i + 1 < by.timesMs.length; i++) {
      const from = within(by.offsets[i]?.[partition]);
      const to = within(by.offsets[i + 1]?.[partition]);
      const records = Math.round((to - from) * density);
      if (records > 0) tally.add(by.timesMs[i] as number, partition, records);
    }
  }
  const shares = windowShares(tally.result(), asked, partitions);
  const cut = by.isCut
    ? [`Windows before ${isoText(by.timesMs[0] as number)} are not looked at.`]
    : [];
  const all = { ...shares, sentences: [...shares.sentences, ...cut] };
  if (shares.share === undefined || (by.lateShare === 0 && !by.records.isEstimate)) return all;
  const interval = intervalOf(shares.share, shares.counted, by);
  const range = `${percent(interval.low)} to ${percent(interval.high)}`;
  const estimated = `That share is an estimate from offsets by time: ${range}.`;
  return { ...all, interval, sentences: [...all.sentences, estimated] };
}

function densityOf({ offsets, records }: PartitionRecords, partition: number): number {
  const all = offsets[partition] as number;
  return all === 0 ? 0 : (records[partition] as number) / all;
}

/**
 * A late record is missing in one window and too many in another. Records are often late together, so all
 * of them may be in the few windows that decide the percentile.
 */
function intervalOf(share: number, windows: number, by: OffsetsByTime): Interval {
  const deciding = windows - Math.ceil(WINDOW_PERCENTILE * windows) + 1;
  const late = (2 * by.lateShare * windows) / deciding;
  const error = by.records.relativeError;
  return {
    low: Math.max(0, (share * (1 - error)) / (1 + error) - late),
    high: error === 1 ? 1 : Math.min(1, (share * (1 + error)) / (1 - error) + late),
  };
}
