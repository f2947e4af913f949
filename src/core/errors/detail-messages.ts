import type { DetailField } from "../keys/details/record-details.ts";
import type { TimeUnit } from "../keys/details/record-time.ts";
import { didYouMean } from "../text/did-you-mean.ts";
import { clip } from "../text/printable.ts";
import { type Phrase, phrase, setting } from "./phrase.ts";
import type { SettingId } from "./plain-words.ts";
import { UserError } from "./user-error.ts";

// Errors in the partitions, times and sizes beside keys.

const SETTINGS = {
  partition: "partitionColumn",
  time: "timeColumn",
  bytes: "bytesColumn",
} as const satisfies Record<DetailField, SettingId>;

const MEANINGS: Readonly<Record<DetailField, string>> = {
  partition: "the partition that the record was written to",
  time: "when the record was written",
  bytes: "the size of the record",
};

const MAX_NAMES = 20;

/** @param names the columns of the file; empty if they are unknown */
export function noDetailColumn(
  field: DetailField,
  column: string,
  names: readonly string[],
): UserError {
  const listed = names.slice(0, MAX_NAMES).map((name) => `"${clip(name, 30)}"`);
  return new UserError({
    what: `there is no column "${clip(column, 60)}"${didYouMean(column, names)} for ${MEANINGS[field]}`,
    ...(names.length === 0 ? {} : { data: `the columns: ${listed.join(", ")}` }),
    next: phrase`Name a column of the file with ${setting(SETTINGS[field])}, or leave it out.`,
  });
}

/** @param type the type's name in the file's format */
export function noDetailType(field: DetailField, column: string, type: string): UserError {
  return new UserError({
    what: `the column "${clip(column, 60)}" has the type ${type}, which cannot be ${MEANINGS[field]}`,
    next: phrase`Write it as whole numbers or text, or leave ${setting(SETTINGS[field])} out.`,
  });
}

export function detailsUnknown(format: string): UserError {
  const next: Phrase =
    format === "console"
      ? "It reads partition and time if kafka-console-consumer wrote them (print.partition, print.timestamp). Leave the columns out."
      : "Leave the columns out, or write the keys as CSV or JSON with them.";
  return new UserError({
    what: `the format ${format} has no columns for the partition, time and size of a record`,
    next,
  });
}

export function noDetailValue(field: DetailField, column: string): UserError {
  return new UserError({
    what: `the record has nothing in "${clip(column, 60)}", which should be ${MEANINGS[field]}`,
    next: phrase`Write it for every record, or leave ${setting(SETTINGS[field])} out.`,
  });
}

export function badPartition(text: string): UserError {
  return new UserError({
    what: "the partition is not a whole number of 0 or more",
    data: `"${clip(text, 40)}"`,
    next: phrase`Write the number of the partition that the record was written to: 0, 1, 2, …; or leave ${setting("partitionColumn")} out.`,
  });
}

export function partitionTooHigh(partition: number, partitions: number): UserError {
  return new UserError({
    what: `the record was written to partition ${partition}, but the topic has ${partitions} partitions, 0 to ${partitions - 1}`,
    next: phrase`Correct the partition count, or leave ${setting("partitionColumn")} out to try another count with these keys.`,
  });
}

export function badTime(text: string): UserError {
  return new UserError({
    what: "the time is not a number since the epoch or ISO 8601, or is not between 1973-03-03 and 2200",
    data: `"${clip(text, 40)}"`,
    next: phrase`Write it in seconds, milliseconds or microseconds since 1970 (1795827213862), or as 2026-11-28T00:53:33.862Z; or leave ${setting("timeColumn")} out.`,
  });
}

export function mixedTimes(text: string, before: TimeUnit, now: TimeUnit): UserError {
  const inUnit = (unit: TimeUnit) => (unit === "ISO 8601" ? "ISO 8601" : `epoch ${unit}`);
  return new UserError({
    what: `the time is ${inUnit(now)}, but those before it are ${inUnit(before)}`,
    data: `"${clip(text, 40)}"`,
    next: "Write all times of a file in the same unit.",
  });
}

export function badRecordBytes(text: string): UserError {
  if (isTooLarge(text)) {
    return new UserError({
      what: "the size of the record is 2^53 bytes or more, which is not exact",
      data: `"${clip(text, 40)}"`,
      next: phrase`Check that ${setting("bytesColumn")} is a size in bytes, or leave it out.`,
    });
  }
  return new UserError({
    what: "the size of the record is not a whole number of bytes",
    data: `"${clip(text, 40)}"`,
    next: phrase`Write it in bytes, in plain digits: 1536, not 1.5 kB or 1.536E+03; or leave ${setting("bytesColumn")} out.`,
  });
}

export function placesTooLarge(maxBytes: number): UserError {
  return new UserError({
    what: `where the records of so many keys are takes more than ${Math.floor(maxBytes / 1024 / 1024)} MiB of memory`,
    next: phrase`Raise ${setting("memory")}, or use the records of fewer keys.`,
  });
}

export function noRecordedPartitions(): UserError {
  return new UserError({
    what: "partitioner is recorded, but no record says which partition it was written to",
    next: phrase`Name the column of the partition with ${setting("partitionColumn")}, export the records with kcat -J or kafka-console-consumer (print.partition), or set partitioner to the one that the producer uses.`,
  });
}

/** @param fields limits of the contract */
export function noRecordBytes(fields: readonly string[]): UserError {
  const need = fields.length === 1 ? "needs" : "need";
  return new UserError({
    what: `${fields.join(" and ")} ${need} the sizes of records, but no record with a partition has a size above 0`,
    next: phrase`Write each record's size beside its key and name the column with ${setting("bytesColumn")}, export the records with kcat -J (format kcat sizes key and payload), or remove the limit.`,
  });
}

export function tooManyBytes(): UserError {
  return new UserError({
    what: "the sizes of all records add up to more than 2^53 bytes, beyond which sums are not exact",
    next: phrase`Check that ${setting("bytesColumn")} is a size in bytes. If it is, use only some of the records.`,
  });
}

/** Whether it is a whole number that cannot be read exactly. */
function isTooLarge(text: string): boolean {
  return /^\d+$/.test(text) && !Number.isSafeInteger(Number(text));
}
