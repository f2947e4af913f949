import {
  badPartition,
  badRecordBytes,
  badTime,
  mixedTimes,
  noDetailValue,
} from "../../errors/detail-messages.ts";
import { wholeFromText } from "../count.ts";
import type { KeyLocation } from "../key-location.ts";
import type { DetailPlace } from "./detail-place.ts";
import type { DetailField } from "./record-details.ts";
import { isEpochMs, recordTime, type TimeUnit } from "./record-time.ts";

/** Kafka's partition numbers have 32 bits. */
const MAX_PARTITION = 2 ** 31 - 1;

/**
 * Where the details of a file's records are: as the user named them, or else in known columns.
 *
 * @param known columns that were recognized by their names
 */
export function detailPlaces(
  { partitionColumn, timeColumn, bytesColumn }: KeyLocation,
  known: Readonly<Partial<Record<DetailField, string>>> = {},
): DetailPlace[] {
  const named = { partition: partitionColumn, time: timeColumn, bytes: bytesColumn };
  return (Object.keys(named) as DetailField[]).flatMap((field) => {
    const column = named[field] ?? known[field];
    if (column === undefined) return [];
    return [{ field, column: String(column), isNamed: named[field] !== undefined }];
  });
}

/**
 * The fields of records that were exported from a topic by a tool: these have a partition and an
 * offset. Empty for all other files.
 */
export function recordFields(
  names: readonly string[],
): Readonly<Partial<Record<DetailField, string>>> {
  const find = (wanted: RegExp) => names.find((name) => wanted.test(name));
  const partition = find(/^partition$/i);
  if (partition === undefined || find(/^offset$/i) === undefined) return {};
  const time = find(/^(ts|timestamp)$/i);
  return time === undefined ? { partition } : { partition, time };
}

/** Reads the details of records, one after another. */
export class DetailReader {
  /** The current record's details; the object is reused. */
  readonly details: {
    partition: number | undefined;
    timeMs: number | undefined;
    bytes: number | undefined;
    isPartitionNamed: boolean;
  };
  #unit: TimeUnit | undefined;

  /** @param unit of the times that were read before, if the user named their place */
  constructor(places: readonly DetailPlace[], unit?: TimeUnit) {
    this.#unit = unit;
    const isPartitionNamed = places.some((one) => one.field === "partition" && one.isNamed);
    this.details = { partition: undefined, timeMs: undefined, bytes: undefined, isPartitionNamed };
  }

  /** Of the times read so far; undefined before the first one, and if no time is named. */
  get unit(): TimeUnit | undefined {
    return this.#unit;
  }

  /**
   * Sets the value of a place for the current record.
   *
   * @param text undefined or empty if there is no value
   * @throws UserError if the value is invalid and the user named the place
   */
  set(place: DetailPlace, text: string | undefined): void {
    const { details } = this;
    const trimmed = text?.trim();
    if (place.field === "partition") details.partition = partitionOf(place, trimmed);
    else if (place.field === "time") details.timeMs = this.#timeOf(place, trimmed);
    else details.bytes = bytesOf(place, trimmed);
  }

  /** The same for a whole number of 0 or more. */
  setWhole(place: DetailPlace, number: number): void {
    const { details } = this;
    const isMs = place.field === "time" && !place.isNamed && isEpochMs(number);
    if (isMs) details.timeMs = number;
    else if (place.field === "partition" && number < MAX_PARTITION) details.partition = number;
    else this.set(place, String(number));
  }

  #timeOf(place: DetailPlace, text: string | undefined): number | undefined {
    const time = text === undefined ? undefined : recordTime(text);
    if (!place.isNamed) return time?.ms;
    if (time === undefined) throw wrongValue(place, text, badTime);
    this.#unit ??= time.unit;
    if (this.#unit !== time.unit) throw mixedTimes(text ?? "", this.#unit, time.unit);
    return time.ms;
  }
}

function partitionOf(place: DetailPlace, text: string | undefined): number | undefined {
  const number = text === undefined ? undefined : wholeFromText(text);
  if (number !== undefined && number < MAX_PARTITION) return number;
  if (place.isNamed) throw wrongValue(place, text, badPartition);
  return undefined;
}

function bytesOf(place: DetailPlace, text: string | undefined): number | undefined {
  const number = text === undefined ? undefined : wholeFromText(text);
  if (number === undefined && place.isNamed) throw wrongValue(place, text, badRecordBytes);
  return number;
}

function wrongValue(
  { field, column }: DetailPlace,
  text: string | undefined,
  bad: (text: string) => Error,
): Error {
  return text === undefined || text === "" ? noDetailValue(field, column) : bad(text);
}
