import { plural, whole } from "#core/text/format.ts";
import { byteSize } from "./byte-size.ts";

/** What a command would read of a topic. */
export interface PlannedReading {
  readonly topic: string;
  readonly partitions: number;
  /** In the span of time that was asked for: the most records that it can have. */
  readonly offsets: number;
  /** How many of them would be read, approximately. */
  readonly toRead: number;
  /** To receive, approximately; undefined if the cluster does not say how large the log is. */
  readonly bytes: number | undefined;
}

/** Where each partition's log begins and ends, as the offsets of the whole topic. */
export interface LogOffsets {
  readonly earliest: readonly bigint[];
  readonly newest: readonly bigint[];
}

/**
 * Bytes of some offsets of each partition, as they are sent: as they are on the broker's disk.
 *
 * @param sizes bytes of each partition's log
 * @param offsets how many of each partition
 * @returns undefined if a size that it takes is not known
 */
export function bytesOfOffsets(
  sizes: readonly (number | undefined)[],
  { earliest, newest }: LogOffsets,
  offsets: readonly number[],
): number | undefined {
  let sum = 0;
  for (const [partition, count] of offsets.entries()) {
    if (count === 0) continue;
    const size = sizes[partition];
    if (size === undefined) return undefined;
    const all = Number((newest[partition] ?? 0n) - (earliest[partition] ?? 0n));
    sum += size * Math.min(1, count / (all || 1));
  }
  return Math.round(sum);
}

/** What would be read, a line per topic, and how long it would take at least. */
export function plannedLines(
  planned: readonly PlannedReading[],
  maxBytesPerSecond: number,
): string[] {
  const lines = planned.map(({ topic, partitions, offsets, toRead, bytes }) => {
    const size = bytes === undefined ? "" : `, about ${byteSize(bytes)}`;
    const some = toRead < offsets ? `, about ${whole(toRead)} of them to read` : "";
    return `${topic}: ${plural(partitions, "partition")}, up to ${plural(offsets, "record")}${some}${size}`;
  });
  return [...lines, totalLine(planned, maxBytesPerSecond)];
}

function totalLine(planned: readonly PlannedReading[], maxBytesPerSecond: number): string {
  if (planned.length === 0) return "No record was read: there is no such topic.";
  const partitions = planned.reduce((sum, one) => sum + one.partitions, 0);
  const records = planned.reduce((sum, one) => sum + one.toRead, 0);
  const size = sizeText(sumOfBytes(planned), maxBytesPerSecond);
  return `No record was read. ${plural(planned.length, "topic")} with ${plural(partitions, "partition")} would be: about ${plural(records, "record")}${size}.`;
}

function sizeText(bytes: number | undefined, maxBytesPerSecond: number): string {
  if (bytes === undefined) return "; the cluster does not say how large they are";
  const size = `, about ${byteSize(bytes)}`;
  if (!Number.isFinite(maxBytesPerSecond)) return size;
  const seconds = (bytes / maxBytesPerSecond).toFixed(1);
  return `${size}, which take at least ${seconds} s at ${byteSize(maxBytesPerSecond)}/s`;
}

function sumOfBytes(planned: readonly PlannedReading[]): number | undefined {
  if (planned.some(({ bytes }) => bytes === undefined)) return undefined;
  return planned.reduce((sum, { bytes = 0 }) => sum + bytes, 0);
}

/** The same for programs. */
export function plannedObject(planned: readonly PlannedReading[], maxBytesPerSecond: number) {
  const bytes = sumOfBytes(planned);
  const isLimited = Number.isFinite(maxBytesPerSecond);
  return {
    topics: planned.map(({ topic, partitions, offsets, toRead, bytes }) => {
      return { topic, partitions, offsets, records_to_read: toRead, bytes: bytes ?? null };
    }),
    bytes: bytes ?? null,
    max_bytes_per_second: isLimited ? maxBytesPerSecond : null,
    min_seconds: bytes === undefined ? null : isLimited ? bytes / maxBytesPerSecond : 0,
  };
}
