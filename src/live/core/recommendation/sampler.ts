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

/** Parts of each partition's window, of which each is sampled. */
const MIN_ROUNDS = 4;
export const MAX_ROUNDS = 48;
/** A chunk has about so many records, so that many times are sampled. */
const CHUNK_RECORDS = 60;
/** Records to read to estimate their size, so that a sample stays within its byte limit. */
const PROBED_PARTITIONS = 4;
const PROBED_RECORDS = 2;

/**
 * Chooses where to read: several parts of every partition are divided into pieces, and one piece is read,
 * so that every record has the same chance. In small parts, most pieces are empty. Within each part, the
 * partitions are read at different times, because sizes change with time.
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
  const wanted = Math.ceil(maxRecords / CHUNK_RECORDS / filled.length);
  const rounds = Math.min(MAX_ROUNDS, Math.max(MIN_ROUNDS, wanted));
  const chunks = Array.from({ length: rounds }, (_, round) => {
    const places = shuffled(filled.length, random);
    return filled.map(({ partition, start, end }, i): Chunk => {
      const border = (part: number) => start + Math.floor(((end - start) * part) / rounds);
      const [from, to] = [border(round), border(round + 1)];
      const piece = Math.floor((((places[i] as number) + random()) / filled.length) * pieces);
      const at = (part: number) => from + Math.floor(((to - from) * part) / pieces);
      return { partition, start: at(piece), end: at(piece + 1), round };
    });
  }).flat();
  const drawn = chunks.filter(({ start, end }) => end > start);
  return drawn.length > 0 ? drawn : [oneOf(filled, Math.floor(random() * total))];
}

/** 0 … n − 1 in random order (Fisher & Yates). */
function shuffled(n: number, random: () => number): number[] {
  const order = Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j] as number, order[i] as number];
  }
  return order;
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
