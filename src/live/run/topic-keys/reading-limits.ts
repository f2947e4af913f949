import { seededRandom } from "#core/measures/random.ts";
import type { RecordReader } from "#live/core/cluster/cluster.ts";
import { probesOf } from "#live/core/recommendation/sampler.ts";
import { recordBytes } from "#live/core/records/record-columns.ts";
import type { PlanLimits } from "#live/core/topic-sample/chunk-plan.ts";
import { offsetsIn, rangesOf, type TopicWindow } from "./topic-window.ts";

/** If it takes no longer, everything is read, and the records to keep are chosen from all. */
const SECONDS_FOR_ALL = 20;
/** Otherwise, so many times the records to keep are read, unless that takes longer. */
const READ_PER_KEPT = 4;
const MOST_SECONDS = 60;
/** Each place costs at least this much, because brokers send entire batches and more. */
export const CHUNK_BYTES = 128 * 1024;
/** Spent on more places than the records need, so that the chosen ones are less often neighbors. */
const SECONDS_FOR_CHUNKS = 5;
const MOST_CHUNKS = 1_000;
/** What is assumed where the rate is not limited. */
const FAST_BYTES_PER_SECOND = 100 * 1024 * 1024;

/** What to keep of a window, and how fast to read it. */
export interface WantedRecords {
  /** To keep. */
  readonly records: number;
  readonly maxBytesPerSecond: number;
  readonly seed: number;
}

/**
 * How many records of a window to read, and from how many places, so that enough are kept and the time
 * is bounded. Reads a few for their size.
 */
export async function readingLimitsOf(
  window: TopicWindow,
  wanted: WantedRecords,
  reader: RecordReader,
  signal: AbortSignal,
): Promise<PlanLimits> {
  const meanBytes = await probeSize(window, reader, { seed: wanted.seed, signal });
  return readingLimits(offsetsIn(window), wanted, meanBytes ?? 1);
}

/** The same for so many offsets with records of this mean size. */
export function readingLimits(
  offsets: number,
  { records, maxBytesPerSecond }: Omit<WantedRecords, "seed">,
  meanBytes: number,
): PlanLimits {
  const size = Math.max(1, meanBytes);
  const rate = Math.min(maxBytesPerSecond, FAST_BYTES_PER_SECOND);
  const affordable = (seconds: number) => Math.floor((seconds * rate) / size);
  const some = Math.min(records * READ_PER_KEPT, affordable(MOST_SECONDS));
  const mostRead = Math.max(records, offsets <= affordable(SECONDS_FOR_ALL) ? offsets : some);
  const bytes = Math.max(mostRead * size, SECONDS_FOR_CHUNKS * rate);
  return { records, mostRead, mostChunks: Math.min(MOST_CHUNKS, Math.ceil(bytes / CHUNK_BYTES)) };
}

async function probeSize(
  window: TopicWindow,
  reader: RecordReader,
  { seed, signal }: { readonly seed: number; readonly signal: AbortSignal },
): Promise<number | undefined> {
  let [records, bytes] = [0, 0];
  const probes = rangesOf(window, probesOf(window.spans, seededRandom(seed)));
  const take: Parameters<RecordReader["read"]>[1] = (columns) => {
    for (let i = 0; i < columns.size; i++) bytes += recordBytes(columns, i);
    records += columns.size;
  };
  await reader.read(probes, take, { signal, isSample: true });
  return records === 0 ? undefined : bytes / records;
}
