import { type RecordColumns, recordBytes } from "../records/record-columns.ts";
import type { SampledLoads } from "./estimate.ts";
import { t95 } from "./quantile.ts";
import { SampledKeys } from "./sampled-keys.ts";
import type { Chunk } from "./sampler.ts";
import { chunkSums, Segments } from "./segments.ts";
import type { RecordSample } from "./traffic.ts";

/** Builds a sample from the records of its chunks. */
export class Sampler {
  readonly #keys = new SampledKeys();
  readonly #segments = new Segments();
  /** Offsets that were read, by partition. */
  readonly #covered: number[] = [];
  #records = 0;
  #bytes = 0;
  #late = 0;
  #logBytes = 0;

  /** Total size of all records. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Adds offsets that were read. */
  cover(partition: number, offsets: number): void {
    this.#covered[partition] = (this.#covered[partition] ?? 0) + offsets;
  }

  /** Counts a record whose bucket is later than its timestamp. */
  markLate(): void {
    this.#late++;
  }

  /**
   * Adds records of a chunk.
   *
   * @param bucketOf the bucket that an offset is counted in
   */
  add(
    chunk: Pick<Chunk, "partition" | "round">,
    records: RecordColumns,
    bucketOf: (offset: number) => number,
  ): void {
    const { partition } = chunk;
    const { size, bytes, offsets, keyStarts, keyEnds } = records;
    for (let i = 0; i < size; i++) {
      const [start, end] = [keyStarts[i] as number, keyEnds[i] as number];
      const sizeBytes = recordBytes(records, i);
      if (start < 0) this.#keys.addKeyless({ partition, sizeBytes });
      else this.#keys.add(bytes, start, end, { partition, sizeBytes });
      this.#segments.add(chunk, bucketOf(offsets[i] as number), sizeBytes);
      this.#bytes += sizeBytes;
    }
    this.#records += size;
    this.#logBytes += size * records.logBytesPerRecord;
  }

  /** @param total offsets in the window */
  result(total: number): { sample: RecordSample; loads: SampledLoads } | undefined {
    const covered = Array.from(this.#covered, (count = 0) => count);
    const offsets = covered.reduce((sum, count) => sum + count, 0);
    if (offsets === 0) return undefined;
    const isComplete = offsets >= total;
    const keys = this.#keys;
    keys.settle();
    return {
      sample: {
        records: this.#records,
        offsets,
        late: this.#late,
        isComplete,
        meanBytes: this.#records === 0 ? 0 : this.#bytes / this.#records,
        marginBytes: isComplete ? 0 : this.#margin(),
        keys,
      },
      loads: {
        segments: this.#segments.all,
        ...{ covered, isComplete, largestBytes: keys.largestBytes },
        bytesPerLogByte: this.#logBytes === 0 ? undefined : this.#bytes / this.#logBytes,
      },
    };
  }

  /**
   * The sampling units are chunks, because neighbouring records are similar; the mean is a ratio of
   * two sums over them. Source: Cochran 1977, "Sampling Techniques", 2.11 and 9.3.
   */
  #margin(): number | undefined {
    const chunks = chunkSums(this.#segments.all);
    if (chunks.length < 2) return undefined;
    const mean = this.#bytes / this.#records;
    const perChunk = this.#records / chunks.length;
    const squares = chunks.reduce(
      (sum, { records, bytes }) => sum + (bytes - mean * records) ** 2,
      0,
    );
    const variance = squares / (chunks.length - 1) / chunks.length / perChunk ** 2;
    // With few chunks, their variance is uncertain: use Student's t.
    return t95(chunks.length - 1) * Math.sqrt(variance);
  }
}
