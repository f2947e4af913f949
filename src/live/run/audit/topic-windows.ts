import type { TopicContract } from "#core/contract/contract.ts";
import { type WindowShares, windowShares } from "#core/measures/window-shares.ts";
import type { TimeSpan } from "#core/tally/recorded-details.ts";
import type { Window } from "#core/tally/window.ts";
import { WindowTally } from "#core/tally/window-tally.ts";
import { estimatedWindows } from "#live/core/audit/estimated-windows.ts";
import type { PartitionRecords } from "#live/core/audit/partition-records.ts";
import { windowBorders } from "#live/core/audit/window-borders.ts";
import type { ClusterAdmin } from "#live/core/cluster/cluster.ts";
import type { TopicWindow } from "../topic-keys/topic-window.ts";

/** Look-ups at a time. */
const AT_ONCE = 8;

export interface SampledTopic {
  readonly window: TopicWindow;
  readonly records: PartitionRecords;
  /** When the sampled records were written. */
  readonly time: TimeSpan | undefined;
  readonly lateShare: number;
}

/**
 * The contract's windows of time for a topic of which not all records were read; undefined if the
 * contract has none.
 */
export async function topicWindows(
  { window: asked, partitions, severity }: TopicContract,
  { window, records, time, lateShare }: SampledTopic,
  admin: Pick<ClusterAdmin, "offsets">,
  signal: AbortSignal,
): Promise<WindowShares | undefined> {
  if (asked === undefined || severity.max_window_share === "off") return undefined;
  const { topic, spans, sinceMs } = window;
  if (asked.unit === "records") return unordered(asked, partitions);
  if (time === undefined) return undefined;
  const firstMs = sinceMs ?? time.firstMs ?? time.lastMs;
  const borders = windowBorders(firstMs, time.lastMs, asked.length);
  const offsets: number[][] = [];
  for (let i = 0; i < borders.timesMs.length; i += AT_ONCE) {
    signal.throwIfAborted();
    const some = borders.timesMs.slice(i, i + AT_ONCE);
    const found = some.map((timestampMs) => admin.offsets(topic.name, partitions, { timestampMs }));
    for (const one of await Promise.all(found)) offsets.push(one.map(Number));
  }
  return estimatedWindows(asked, partitions, { ...borders, offsets, spans, records, lateShare });
}

/** The records of a topic have an order only within each partition. */
function unordered(asked: Window, partitions: number): WindowShares {
  const none = windowShares(new WindowTally(asked, partitions).result(), asked, partitions);
  const unknown = "records of a topic have no common order. Use window instead of window_records";
  return { ...none, unknown };
}
