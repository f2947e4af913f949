import type { Chunk, PartitionSpan } from "../recommendation/sampler.ts";

/** What to read of a topic, and what to keep of it. */
export interface ChunkPlan {
  /** In each round, at most one of a partition. */
  readonly chunks: readonly Chunk[];
  /** The chance of each record that is read to be kept. */
  readonly keptShare: number;
  /** Whether everything is read and kept. */
  readonly isCensus: boolean;
}

export interface PlanLimits {
  /** Records to keep; may be Infinity. */
  readonly records: number;
  /** Records to read; at least those to keep. */
  readonly mostRead: number;
  /** Places to read from, about. There may be two in a partition of which little is read. */
  readonly mostChunks: number;
}

/** The least in a partition, so that its different times are in the sample. */
const LEAST_CHUNKS = 8;
/** A batch often has as many, and is read as a whole. */
const LEAST_OFFSETS = 100;

/**
 * Chooses what to read so that every offset has the same chance: all of them, or the same share of
 * equal parts of each partition. It begins anywhere in its part and, at the end, goes on from the
 * beginning.
 */
export function planChunks(
  spans: readonly PartitionSpan[],
  { records, mostRead, mostChunks }: PlanLimits,
  random: () => number,
): ChunkPlan {
  const filled = spans.filter(({ start, end }) => end > start);
  const total = filled.reduce((sum, { start, end }) => sum + end - start, 0);
  const isCensus = total <= records;
  if (total <= mostRead) {
    const chunks = filled.map((span) => ({ ...span, round: 0 }));
    return { chunks, keptShare: isCensus ? 1 : records / total, isCensus };
  }
  const share = mostRead / total;
  const least = Math.min(LEAST_CHUNKS, mostChunks / filled.length);
  const chunks = filled.flatMap((span) => {
    const offsets = span.end - span.start;
    const wanted = Math.round(Math.max(least, (mostChunks * offsets) / total));
    const most = Math.floor((offsets * share) / LEAST_OFFSETS);
    return chunksOf(span, { share, parts: Math.max(1, Math.min(wanted, most)) }, random);
  });
  return { chunks, keptShare: records / mostRead, isCensus };
}

function chunksOf(
  { partition, start, end }: PartitionSpan,
  { share, parts }: { readonly share: number; readonly parts: number },
  random: () => number,
): Chunk[] {
  const border = (part: number) => start + Math.floor(((end - start) * part) / parts);
  const spans: PartitionSpan[] = [];
  for (let part = 0; part < parts; part++) {
    const [from, to] = [border(part), border(part + 1)];
    // A fraction of an offset is one with that chance.
    const length = Math.floor((to - from) * share + random());
    const at = from + Math.floor((to - from) * random());
    const over = Math.max(0, at + length - to);
    spans.push({ partition, start: from, end: from + over });
    spans.push({ partition, start: at, end: at + length - over });
  }
  const filled = spans.filter((span) => span.end > span.start);
  return filled.map((span, round) => ({ ...span, round }));
}
