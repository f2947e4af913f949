import { didYouMean } from "../text/did-you-mean.ts";
import { clip } from "../text/printable.ts";
import { phrase, setting } from "./phrase.ts";
import { readingText } from "./reading-text.ts";
import { UserError } from "./user-error.ts";

/* What can be wrong with Parquet and Avro files; a part of the catalogue in messages.ts. */

export type ContainerKind = "Parquet" | "Avro";

const MAX_NAMES = 20;
const CAST = "Write it as a column of text or whole numbers, as your producer's key has it:";

/** @param reason a clause of our own, without anything from the file */
export function damagedContainer(kind: ContainerKind, reason: string, cause?: unknown): UserError {
  return new UserError(
    {
      what: `the ${kind} file is damaged or cut short: ${reason}`,
      next: "Write or download it again; nothing was judged, because a part of the keys is missing.",
    },
    { cause },
  );
}

export function notContainer(kind: ContainerKind): UserError {
  return new UserError({
    what: `this is not ${kind === "Avro" ? "an Avro container" : "a Parquet file"}: it does not begin as one`,
    next: phrase`Name the format of what is in it (${setting("format")}), or write it again.`,
  });
}

export function parquetNeedsFile(): UserError {
  return new UserError({
    what: "this is a Parquet file, and Parquet can be read neither from a pipe nor inside gzip or zstd",
    next: "Give it as a plain file. Its content has a compression of its own.",
  });
}

export function encryptedParquet(): UserError {
  return new UserError({
    what: "this Parquet file, or the column that is to be read in it, is encrypted",
    next: "Write the key column without encryption, in a file of its own.",
  });
}

/** @param feature what the file makes use of, as its format's specification calls it */
export function unsupportedContainer(kind: ContainerKind, feature: string): UserError {
  return new UserError({
    what: `the ${kind} file uses ${clip(feature, 60)}, which is not read here`,
    next: "Write it with another setting, for example compression snappy or zstd and the default encodings.",
  });
}

export function containerTooLarge(kind: ContainerKind, part: string, limit: string): UserError {
  return new UserError({
    what: `a ${part} of the ${kind} file is larger than ${limit}`,
    next: "Write it with a smaller one; the usual size is below 8 MiB.",
  });
}

export function noContainerColumn(column: string, names: readonly string[]): UserError {
  return new UserError({
    what: `the file has no column "${clip(column, 60)}"${didYouMean(column, names)}`,
    data: `its columns: ${names
      .slice(0, MAX_NAMES)
      .map((name) => `"${clip(name, 60)}"`)
      .join(", ")}${names.length > MAX_NAMES ? ", …" : ""}`,
    next: phrase`Name one that is there, such as ${readingText({ column: "user_id" })}; a field inside another is parent.field.`,
  });
}

export function columnTwice(column: string): UserError {
  return new UserError({
    what: `the file has the column "${clip(column, 60)}" twice`,
    next: "Rename one of them, so that it is clear which holds the key.",
  });
}

export function columnIsList(column: string): UserError {
  return new UserError({
    what: `"${clip(column, 60)}" is a list or map, or lies inside one, but a record has one key`,
    next: "Write the key as a column of its own.",
  });
}

export function columnIsRecord(column: string, fields: readonly string[]): UserError {
  const names = fields.slice(0, MAX_NAMES).map((field) => clip(`${column}.${field}`, 80));
  return new UserError({
    what: `"${clip(column, 60)}" holds several fields, but a key is one value`,
    data: `its fields: ${names.join(", ")}`,
    next: phrase`Name one of them, as ${readingText({ column: "parent.field" })}.`,
  });
}

export function keyWithoutText(column: string, type: string, keyType: string): UserError {
  return new UserError({
    what: `the column "${clip(column, 60)}" is of type ${type}, which has no one form as a key of key_type ${keyType}`,
    next: `${CAST} in SQL, cast(${clip(column, 40)} as varchar). float and double are read with the key_type of that name.`,
  });
}

export function mixedFolder(
  one: { label: string; format: string },
  other: { label: string; format: string },
): UserError {
  return new UserError({
    what: `files of two kinds are in one folder: ${one.label} (${one.format}) and ${other.label} (${other.format})`,
    next: "Name those that hold the keys with a glob, for example keys/*.parquet, or give each kind its own folder.",
  });
}
