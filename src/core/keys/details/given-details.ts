import type { DetailPlace } from "./detail-place.ts";
import { DetailReader } from "./detail-reader.ts";
import type { RecordDetails } from "./record-details.ts";

/** What a program passes with a key; undefined or missing: unknown. */
export interface GivenDetails {
  /** The partition that the record was written to, from 0. */
  readonly partition?: number | undefined;
  /** A Date, a number since the epoch in s, ms, µs or ns, or ISO 8601. */
  readonly time?: Date | number | string | undefined;
  /** The total size of the records. */
  readonly bytes?: number | undefined;
}

/** Reads what is passed with keys, by the same rules as columns of files. */
export class GivenDetailsReader {
  readonly #reader: DetailReader;
  readonly #places: readonly DetailPlace[];

  constructor() {
    this.#places = (["partition", "time", "bytes"] as const).map((field) => {
      return { field, column: field, isNamed: true };
    });
    this.#reader = new DetailReader(this.#places);
  }

  /** Undefined if there are no details. @throws UserError if one is invalid */
  read({ partition, time, bytes }: GivenDetails): RecordDetails | undefined {
    const given = { partition, time: time instanceof Date ? time.getTime() : time, bytes };
    const there = this.#places.filter(({ field }) => given[field] !== undefined);
    if (there.length === 0) return undefined;
    for (const place of there) this.#reader.set(place, String(given[place.field]));
    const { details } = this.#reader;
    return {
      partition: given.partition === undefined ? undefined : details.partition,
      timeMs: given.time === undefined ? undefined : details.timeMs,
      bytes: given.bytes === undefined ? undefined : details.bytes,
      isPartitionNamed: true,
    };
  }
}
