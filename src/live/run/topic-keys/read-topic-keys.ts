import { seededRandom } from "#core/measures/random.ts";
import type { Sampling } from "#core/tally/sample-details.ts";
import type { RecordReader, TakeRecords } from "#live/core/cluster/cluster.ts";
import type { Chunk } from "#live/core/recommendation/sampler.ts";
import { type PlanLimits, planChunks } from "#live/core/topic-sample/chunk-plan.ts";
import { type ReadOffsets, WindowSize } from "#live/core/topic-sample/window-size.ts";
import { KeptRecords, type KeptRecordsOptions } from "./kept-records.ts";
import { offsetsIn, rangesOf, type TopicWindow, type UnreadPart } from "./topic-window.ts";

/** With fewer offsets, little is read ahead. */
const SHORT_CHUNK = 500;

export interface TopicKeysOptions
  extends PlanLimits,
    Pick<KeptRecordsOptions, "sink" | "seed" | "onKept"> {
  readonly reader: RecordReader;
  readonly signal: AbortSignal;
  /** @param done offsets that were read, of `total` */
  readonly onRead: (done: number, total: number) => void;
}

/** What was read of a window. */
export interface TopicKeys {
  /** `random` if each record was kept with the same chance. */
  readonly sampling: Sampling;
  /** Records that were passed on. */
  readonly records: number;
  /** All records of the window: exact if all were read, otherwise an estimate. */
  readonly ofRecords: number;
  /** What was read of each partition. */
  readonly offsets: ReadonlyMap<number, ReadOffsets>;
  /** What could not be read. If there is any, no more was read. */
  readonly unread: readonly UnreadPart[];
}

/**
 * Passes on the keys of a window: all of them, or those of a uniform random sample of its records.
 *
 * @throws UserError if the cluster, the network or a permission is the problem
 */
export async function readTopicKeys(
  window: TopicWindow,
  options: TopicKeysOptions,
): Promise<TopicKeys> {
  const { seed, signal, onRead } = options;
  const { chunks, keptShare, isCensus } = planChunks(window.spans, options, seededRandom(seed));
  const kept = new KeptRecords({ ...options, ...window, keptShare });
  const size = new WindowSize();
  const unread = [...window.unread];
  const total = sumOf(chunks);
  let done = 0;
  onRead(0, total);
  for (const round of roundsOf(chunks)) {
    if (unread.length > 0) break;
    signal.throwIfAborted();
    let read = 0;
    const take: TakeRecords = (records, { partition }) => {
      size.add(partition, kept.take(records, partition));
      read += records.size;
      onRead(Math.min(done + read, total), total);
    };
    unread.push(...(await readRound(round, window, options, take)));
    for (const { partition, start, end } of round) size.cover(partition, end - start);
    done += sumOf(round);
  }
  onRead(total, total);
  return {
    sampling: isCensus ? "census" : "random",
    records: kept.records,
    ofRecords: Math.max(kept.records, Math.round(size.records(window.spans))),
    offsets: size.read,
    unread,
  };
}

function readRound(
  chunks: readonly Chunk[],
  window: TopicWindow,
  { reader, signal }: TopicKeysOptions,
  take: TakeRecords,
) {
  const offsets = sumOf(chunks);
  const isSample = offsets < offsetsIn(window) && offsets < SHORT_CHUNK * chunks.length;
  return reader.read(rangesOf(window, chunks), take, { signal, isSample });
}

/** A reader reads one range of a partition at a time. */
function roundsOf(chunks: readonly Chunk[]): Chunk[][] {
  const rounds: Chunk[][] = [];
  for (const chunk of chunks) {
    const round = rounds[chunk.round] ?? [];
    round.push(chunk);
    rounds[chunk.round] = round;
  }
  return rounds;
}

function sumOf(chunks: readonly Chunk[]): number {
  return chunks.reduce((sum, { start, end }) => sum + end - start, 0);
}
