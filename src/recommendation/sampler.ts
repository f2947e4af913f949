import { KeyTable } from "../keys/key-table.ts";
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
/** Two-sided, 95 %, of the normal distribution. */
const Z95 = 1.96;

/**
 * Where to read: every partition in proportion to its offsets, and of each of four spans of its time
 * one piece out of equal ones, so that every record has the same chance.
 */
export function chunksOf(
  spans: readonly PartitionSpan[],
  maxRecords: number,
  random: () => number,
): Chunk[] {
  const total = spans.reduce((sum, { start, end }) => sum + end - start, 0);
  const share = Math.min(1, maxRecords / (total || 1));
  return spans.flatMap(({ partition, start, end }) => {
    const length = end - start;
    if (length === 0) return [];
    if (share === 1) return [{ partition, start, end, round: 0 }];
    const border = (round: number) => start + Math.floor((length * round) / ROUNDS);
    return Array.from({ length: ROUNDS }, (_, round): Chunk => {
      const [from, to] = [border(round), border(round + 1)];
      const size = Math.max(1, Math.floor((to - from) * share));
      const pieces = Math.max(1, Math.ceil((to - from) / size));
      const at = from + Math.floor(random() * pieces) * size;
      return { partition, start: at, end: Math.min(at + size, to), round };
    }).filter((chunk) => chunk.end > chunk.start);
  });
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

  /** Of all records. */
  get bytes(): number {
    return this.#bytes;
  }

  /** So many offsets were gone over. */
  cover(offsets: number): void {
    this.#offsets += offsets;
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
    if (this.#records === 0) return undefined;
    const isComplete = this.#offsets >= total;
    return {
      records: this.#records,
      offsets: this.#offsets,
      isComplete,
      meanBytes: this.#bytes / this.#records,
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
    return Z95 * Math.sqrt(variance);
  }
}
