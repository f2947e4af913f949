import type { ClusterAdmin, RecordReader } from "#live/core/cluster/cluster.ts";
import { KeyTally } from "#live/core/monitoring/key-tally.ts";
import type { SampledKeys } from "#live/core/monitoring/live-spread.ts";
import { readTopicKeys } from "../topic-keys/read-topic-keys.ts";
import { findWindow } from "../topic-keys/topic-window.ts";

/** Places to read from, so that a sample costs little. */
const MOST_CHUNKS = 50;

export interface KeySampling {
  readonly admin: Pick<ClusterAdmin, "topic">;
  readonly reader: RecordReader;
  /** To read of each topic. */
  readonly records: number;
  readonly windowMs: number;
  readonly signal: AbortSignal;
}

/**
 * The keys of a random sample of a topic's window.
 *
 * @returns undefined if there are none, or if they cannot all be read
 * @throws UserError if the cluster, the network or a permission is the problem
 */
export async function sampleKeys(
  name: string,
  { admin, reader, records, windowMs, signal }: KeySampling,
): Promise<SampledKeys | undefined> {
  const topic = await admin.topic(name);
  if (topic === undefined) return undefined;
  const nowMs = Date.now();
  const window = await findWindow(topic, reader, nowMs - windowMs);
  const tally = new KeyTally();
  const { unread } = await readTopicKeys(window, {
    reader,
    signal,
    sink: tally,
    // Another one each time.
    seed: nowMs % 2 ** 31,
    records,
    mostRead: records,
    mostChunks: MOST_CHUNKS,
    onRead: () => undefined,
  });
  return unread.length > 0 ? undefined : tally.keys();
}
