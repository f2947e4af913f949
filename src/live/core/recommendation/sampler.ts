import { KeyTable } from "#core/keys/key-table.ts";
import { t95 } from "./quantile.ts";
import type { RecordSample } from "./traffic.ts";

/** Offsets of one partition within the window. */
export interface PartitionSpan {
  readonly partition: number;
  readonly start: number;
  readonly end: number;
}

/** Offsets that are read of one partition, from a random place on. */
export interface Chunk extends PartitionSpan {
  /** In which of the rounds: a consumer reads one chunk of a partition at a time. */
  readonly round: number;
}

/** Spans of a partition's time, from each of which is read. */
export const ROUNDS = 4;
/** What is read to know how large records are, so that a sample stays within its bytes. */
const PROBED_PARTITIONS = 4;
const PROBED_RECORDS = 2;

/**
 * Where to read: of each of four spans of every partition's time one out of as many pieces, so that
 * every record has the same chance. Of spans with fewer records than that, most pieces are empty.
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

/** The record at this place of all. */
function oneOf(spans: readonly PartitionSpan[], place: number): Chunk {
  let before = 0;
  for (const { partition, start, end } of spans) {
    const at = start + place - before;
    if (at < end) return { partition, start: at, end: at + 1, round: 0 };
    before += end - start;
  }
  throw new RangeError(`no record at ${place}`);
}

/** A few records of some partitions. */
export function probesOf(spans: readonly PartitionSpan[], random: () => number): Chunk[] {
  const filled = spans.filter(({ start, end }) => end > start);
  const step = Math.max(1, Math.floor(filled.length / PROBED_PARTITIONS));
  const some = filled.filter((_, i) => i % step === 0).slice(0, PROBED_PARTITIONS);
  return some.map(({ partition, start, end }) => {
    const at = start + Math.floor(random() * Math.max(1, end - start - PROBED_RECORDS));
    return { partition, start: at, end: Math.min(end, at + PROBED_RECORDS), round: 0 };
  });
}

/** Puts a sample together from the records of its chunks. */
export class Sampler {
  readonly #keys = new KeyTable();
  /** One entry a chunk that gave records. */
  readonly #chunks = new Map<string, { records: number; bytes: number }>();
  #records = 0;
  #bytes = 0;
  #offsets = 0;
  #late = 0;

  /** Of all records. */
  get bytes(): number {
    return this.#bytes;
  }

  /** So many offsets were gone over. */
  cover(offsets: number): void {
    this.#offsets += offsets;
  }

  /** A record that was added is counted in a later span than its time is in. */
  markLate(): void {
    this.#late++;
  }

  /** A record of a chunk. */
  add(chunk: string, key: Uint8Array | null, sizeBytes: number): void {
    if (key === null) this.#keys.addNull(1);
    else this.#keys.add(key, 0, key.length, 1);
    const sums = this.#chunks.get(chunk);
    if (sums === undefined) this.#chunks.set(chunk, { records: 1, bytes: sizeBytes });
    else {
      sums.records++;
      sums.bytes += sizeBytes;
    }
    this.#records++;
    this.#bytes += sizeBytes;
  }

  /** @param total offsets in the window, of which these were gone over */
  result(total: number): RecordSample | undefined {
    if (this.#offsets === 0) return undefined;
    const isComplete = this.#offsets >= total;
    return {
      records: this.#records,
      offsets: this.#offsets,
      late: this.#late,
      isComplete,
      meanBytes: this.#records === 0 ? 0 : this.#bytes / this.#records,
      marginBytes: isComplete ? 0 : this.#margin(),
      keys: this.#keys,
    };
  }

  /**
   * Chunks are what was drawn: records beside each other are alike. The mean is a ratio of two sums
   * over them. Source: Cochran 1977, "Sampling Techniques", 2.11 and 9.3.
   */
  #margin(): number | undefined {
    const chunks = [...this.#chunks.values()];
    if (chunks.length < 2) return undefined;
    const mean = this.#bytes / this.#records;
    const perChunk = this.#records / chunks.length;
    const squares = chunks.reduce(
      (sum, { records, bytes }) => sum + (bytes - mean * records) ** 2,
      0,
    );
    const variance = squares / (chunks.length - 1) / chunks.length / perChunk ** 2;
    // Few chunks tell little of how much they differ.
    return t95(chunks.length - 1) * Math.sqrt(variance);
  }
}
