import type { SizeSums } from "./group-means.ts";
import type { Load } from "./sampled-keys.ts";

/** Sampled records of one chunk in one bucket of time. */
export interface Segment extends SizeSums {
  readonly partition: number;
  readonly round: number;
  readonly bucket: number;
}

/** Adds records up; one after another is mostly of the same segment. */
export class Segments {
  readonly #all: Writable<Segment>[] = [];
  #last: Writable<Segment> | undefined;

  add(
    { partition, round }: Pick<Segment, "partition" | "round">,
    bucket: number,
    bytes: number,
  ): void {
    const { bucket: b, partition: p, round: r } = this.#last ?? {};
    if (this.#last === undefined || b !== bucket || p !== partition || r !== round) {
      this.#last = { partition, round, bucket, records: 0, bytes: 0, squares: 0 };
      this.#all.push(this.#last);
    }
    this.#last.records++;
    this.#last.bytes += bytes;
    this.#last.squares += bytes ** 2;
  }

  get all(): readonly Segment[] {
    return this.#all;
  }
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** The sums by what `of` says, from 0 to `count` − 1. */
export function sumsBy(
  segments: readonly Segment[],
  of: "partition" | "bucket",
  count: number,
): SizeSums[] {
  const sums = Array.from({ length: count }, () => ({ records: 0, bytes: 0, squares: 0 }));
  for (const segment of segments) {
    const sum = sums[segment[of]];
    if (sum === undefined) continue;
    sum.records += segment.records;
    sum.bytes += segment.bytes;
    sum.squares += segment.squares;
  }
  return sums;
}

/** The records and bytes of each chunk. */
export function chunkSums(segments: readonly Segment[]): Load[] {
  const chunks = new Map<string, { records: number; bytes: number }>();
  for (const { partition, round, records, bytes } of segments) {
    const chunk = `${partition} ${round}`;
    const sums = chunks.get(chunk) ?? { records: 0, bytes: 0 };
    sums.records += records;
    sums.bytes += bytes;
    chunks.set(chunk, sums);
  }
  return [...chunks.values()];
}
