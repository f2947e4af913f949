/** Offsets of one partition in the window. */
export interface PartitionSpan {
  readonly partition: number;
  readonly start: number;
  readonly end: number;
}

/** Offsets to read from one partition, starting at a random position. */
export interface Chunk extends PartitionSpan {
  /** When it is read: a consumer reads one chunk of a partition at a time. */
  readonly round: number;
}

/** Number of parts of a partition's window; each part is sampled. */
export const ROUNDS = 4;
/** Records to read to estimate their size, so that a sample stays within its byte limit. */
const PROBED_PARTITIONS = 4;
const PROBED_RECORDS = 2;

/**
 * Chooses where to read: each of four parts of every partition is divided into pieces, and one piece
 * is read, so that every record has the same chance. In small parts, most pieces are empty.
 */
export function chunksOf(
  spans: readonly PartitionSpan[],
  maxRecords: number,
  random: () => number,
): Chunk[] {
  const filled = spans.filter(({ start, end }) => end > start);
  const total = filled.reduce((sum, { start, end }) => sum + end - start, 0);
  const pieces = Math.ceil(total / maxRecords);
  if (pieces <= 1) return filled.map((span) => ({ ...span, round: 0 }));
  const chunks = filled.flatMap(({ partition, start, end }) => {
    const border = (round: number) => start + Math.floor(((end - start) * round) / ROUNDS);
    return Array.from({ length: ROUNDS }, (_, round): Chunk => {
      const [from, to] = [border(round), border(round + 1)];
      const piece = Math.floor(random() * pieces);
      const at = (i: number) => from + Math.floor(((to - from) * i) / pieces);
      return { partition, start: at(piece), end: at(piece + 1), round };
    });
  });
  const drawn = chunks.filter(({ start, end }) => end > start);
  return drawn.length > 0 ? drawn : [oneOf(filled, Math.floor(random() * total))];
}

/** The record at this position among all. */
function oneOf(spans: readonly PartitionSpan[], place: number): Chunk {
  let before = 0;
  for (const { partition, start, end } of spans) {
    const at = start + place - before;
    if (at < end) return { partition, start: at, end: at + 1, round: 0 };
    before += end - start;
  }
  throw new RangeError(`no record at ${place}`);
}

/** Chooses a few records from some partitions. */
export function probesOf(spans: readonly PartitionSpan[], random: () => number): Chunk[] {
  const filled = spans.filter(({ start, end }) => end > start);
  const step = Math.max(1, Math.floor(filled.length / PROBED_PARTITIONS));
  const some = filled.filter((_, i) => i % step === 0).slice(0, PROBED_PARTITIONS);
  return some.map(({ partition, start, end }) => {
    const at = start + Math.floor(random() * Math.max(1, end - start - PROBED_RECORDS));
    return { partition, start: at, end: Math.min(end, at + PROBED_RECORDS), round: 0 };
  });
}
