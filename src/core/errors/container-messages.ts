import { didYouMean } from "../text/did-you-mean.ts";
import { clip } from "../text/printable.ts";
import { likelyKey } from "./likely-key.ts";
import { type Phrase, phrase, setting } from "./phrase.ts";
import { readingText } from "./reading-text.ts";
import { UserError } from "./user-error.ts";

// Errors of Parquet and Avro files.

export type ContainerKind = "Parquet" | "Avro";

const MAX_NAMES = 20;
const CAST = "Write it as a column of text or whole numbers, like your producer's key:";

/** @param reason our own words, without anything from the file */
export function damagedContainer(kind: ContainerKind, reason: string, cause?: unknown): UserError {
  return new UserError(
    {
      what: `the ${kind} file is damaged or cut short: ${reason}`,
      next: "Write or download it again. Nothing was judged, because some keys are missing.",
    },
    { cause },
  );
}

export function notContainer(kind: ContainerKind): UserError {
  return new UserError({
    what: `this is not ${kind === "Avro" ? "an Avro container" : "a Parquet file"}: it does not begin like one`,
    next: phrase`Name the format of its content (${setting("format")}), or write the file again.`,
  });
}

export function parquetNeedsFile(): UserError {
  return new UserError({
    what: "this is a Parquet file, which cannot be read from a pipe, or inside gzip or zstd",
    next: "Pass it as a plain file. Parquet has its own compression.",
  });
}

export function encryptedParquet(): UserError {
  return new UserError({
    what: "this Parquet file, or the column to read, is encrypted",
    next: "Write the key column unencrypted, to a separate file.",
  });
}

/** @param feature what the file uses, as its format's specification calls it */
export function unsupportedContainer(kind: ContainerKind, feature: string): UserError {
  return new UserError({
    what: `the ${kind} file uses ${clip(feature, 60)}, which is not supported`,
    next: "Write it with other settings, for example snappy or zstd compression and the default encodings.",
  });
}

export function containerTooLarge(kind: ContainerKind, part: string, limit: string): UserError {
  return new UserError({
    what: `a ${part} of the ${kind} file is larger than ${limit}`,
    next: "Write smaller ones; the usual size is below 8 MiB.",
  });
}

/** @param fit the names of those that can be keys */
export function noContainerColumn(
  column: string,
  names: readonly string[],
  fit: readonly string[],
): UserError {
  return new UserError({
    what: `the file has no column "${clip(column, 60)}"${didYouMean(column, names)}`,
    data: `its columns: ${names
      .slice(0, MAX_NAMES)
      .map((name) => `"${clip(name, 60)}"`)
      .join(", ")}${names.length > MAX_NAMES ? ", …" : ""}`,
    next: chooseColumn(fit),
  });
}

function chooseColumn(fit: readonly string[]): Phrase {
  const column = likelyKey(fit);
  if (column === undefined) return "None of its columns can be read as a key.";
  const use = phrase`If the key is in "${clip(column, 60)}", use ${readingText({ column })}.`;
  return fit.length === 1 ? use : [use, " Otherwise, name another of its columns there."];
}

export function columnTwice(column: string): UserError {
  return new UserError({
    what: `the file has the column "${clip(column, 60)}" twice`,
    next: "Rename one of them, so that it is clear which one has the key.",
  });
}

export function columnIsList(column: string): UserError {
  return new UserError({
    what: `"${clip(column, 60)}" is a list or map, or inside one, but a record has one key`,
    next: "Write the key as a separate column.",
  });
}

/** @param fields their full names. @param fit those that can be keys */
export function columnIsRecord(
  column: string,
  fields: readonly string[],
  fit: readonly string[],
): UserError {
  const names = fields.slice(0, MAX_NAMES).map((field) => clip(field, 80));
  return new UserError({
    what: `"${clip(column, 60)}" has several fields, but a key is one value`,
    data: `its fields: ${names.join(", ")}`,
    next: chooseColumn(fit),
  });
}

export function keyWithoutText(column: string, type: string, keyType: string): UserError {
  return new UserError({
    what: `the column "${clip(column, 60)}" has the type ${type}, which has no single form as a key of key_type ${keyType}`,
    next: `${CAST} in SQL, cast(${clip(column, 40)} as varchar). To read float or double, use the key_type of that name.`,
  });
}

export function mixedFolder(
  one: { label: string; format: string },
  other: { label: string; format: string },
): UserError {
  return new UserError({
    what: `one folder or glob has files in two formats: ${one.label} (${one.format}) and ${other.label} (${other.format})`,
    next: "Select the files with the keys by a glob, for example keys/*.parquet, or use one folder per format.",
  });
}
