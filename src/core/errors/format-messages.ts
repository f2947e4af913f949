import { clip } from "../text/printable.ts";
import { type Phrase, phrase, setting } from "./phrase.ts";
import { type ReadingFields, readingText } from "./reading-text.ts";
import { UserError } from "./user-error.ts";

/*
 * Errors in files of keys by their formats: separated text, JSON, and what tools for Kafka write. As
 * in messages.ts, keys and other data of the user stand only in `data`.
 */

export function noCsvColumn(column: string, header: readonly string[], hint: string): UserError {
  return new UserError({
    what: phrase`the CSV header has no column "${clip(column, 60)}"${hint}${otherSeparator(header)}`,
    data: `the header: ${header
      .slice(0, 20)
      .map((name) => `"${clip(name, 30)}"`)
      .join(", ")}`,
    next: phrase`Name one that is there with ${setting("column")} (in the contract: keys: {path: …, column: …}), or give the file a header line. For a file without one, name the column by its number: ${readingText({ header: false, column: 1 })}.`,
  });
}

const SEPARATORS = { ";": ";", "\t": "\\t", "|": "|", "\u0001": "\\x01", ",": "," };

/** A header of one name with separators in it was written with another one. */
function otherSeparator([only = "", another]: readonly string[]): Phrase {
  const found = Object.entries(SEPARATORS).find(([separator]) => only.includes(separator));
  if (found === undefined || another !== undefined) return "";
  return phrase`, but it seems to be separated by ${found[1]}: ${readingText({ delimiter: found[1] })}`;
}

export function noSuchColumnNumber(column: string | undefined, width: number): UserError {
  const what =
    column === undefined
      ? `the file has no header and ${width} columns, of which none is named`
      : `there is no column ${clip(column, 60)}: without a header, columns are numbers from 1 to ${width}`;
  return new UserError({
    what,
    next: phrase`Say which one holds the key, and which the count, if any: ${readingText({ column: 1, countColumn: 2 })}.`,
  });
}

export function twoCountColumns(names: readonly string[]): UserError {
  const list = names.map((name) => `"${clip(name, 30)}"`).join(" and ");
  return new UserError({
    what: `the columns ${list} may all hold the number of records`,
    next: countChoice("NAME"),
  });
}

/** The two ways out where a column may hold counts. */
function countChoice(column: string): Phrase {
  const counts = readingText({ countColumn: column });
  const rows = readingText({ countColumn: false });
  return phrase`If it does, say ${counts}. If each row is one record, say ${rows}.`;
}

/** Each key once beside a column of whole numbers. */
export function mayBeCount(name: string): UserError {
  const shown = clip(name, 60);
  const value = /^column \d+$/.test(name) ? name.slice("column ".length) : shown;
  return new UserError({
    what: `no key comes twice, and "${shown}" holds whole numbers: it may be how many records each key has`,
    next: countChoice(value),
  });
}

export function keysAreCounts(): UserError {
  return new UserError({
    what: "the column of the key holds whole numbers, and the index before it no value twice: the numbers are likely to be counts, and the index the keys",
    next: phrase`pandas before 2.0 writes value_counts() like this. Write it with names: .rename_axis("key").reset_index(name="count").to_csv("keys.csv", index=False). If these are the keys, say ${readingText({ countColumn: false })}.`,
  });
}

export function quotedTsvKey(): UserError {
  return new UserError({
    what: "the key stands in quotes, which format tsv would take as a part of it",
    next: phrase`Read it as CSV: ${readingText({ format: "csv", delimiter: "\\t" })}.`,
  });
}

export function rowTooShort(found: number, needed: number): UserError {
  return new UserError({
    what: `the row has ${found} cells, so it has no column ${needed}`,
    next: "Does this line belong here? Every row must reach as far as the columns that are read.",
  });
}

export function notUniqLine(): UserError {
  return new UserError({
    what: "the line has no count before its key",
    next: phrase`uniq -c writes blanks, a count, one blank and the key. If these are plain keys, say ${readingText({ format: "lines" })}.`,
  });
}

export function noKeyOnLine(): UserError {
  return new UserError({
    what: "the line ends before its key",
    next: phrase`kafka-console-consumer writes the key with print.key=true; its key.separator is ${setting("delimiter")} here.`,
  });
}

const FIRST_OF_TSV: ReadingFields = { format: "tsv", header: false, column: 1 };

export function unclearHeaders(): UserError {
  return new UserError({
    what: "the first fields may be headers of the records, or keys with a colon in them",
    next: phrase`Export without print.headers; or read them by column (2, if they are headers): ${readingText(FIRST_OF_TSV)}.`,
  });
}

export function csvColumnTwice(column: string): UserError {
  return new UserError({
    what: `the CSV header has the column "${clip(column, 60)}" twice`,
    next: "Rename one of them, so that it is clear which holds the key.",
  });
}

export function csvCells(found: number, expected: number, hasHeader: boolean): UserError {
  return new UserError({
    what: `the row has ${found} cells where the ${hasHeader ? "header" : "first row"} has ${expected}`,
    next: 'A cell that holds a comma, a quote or a line break must stand in "quotes".',
  });
}

export function csvTextAfterQuote(): UserError {
  return new UserError({
    what: "a quoted cell goes on after its closing quote",
    next: 'A quote inside a quoted cell is written twice: "a ""quoted"" word".',
  });
}

export function csvOpenQuote(): UserError {
  return new UserError({
    what: "a quoted cell opens here and is never closed",
    next: "Close the quote; the file may be cut short.",
  });
}

/** What a record is called. */
export interface JsonSubject {
  readonly subject: string;
  readonly next: Phrase;
}

export const jsonLine: JsonSubject = {
  subject: "the line",
  next: phrase`JSON Lines has one whole JSON value per line. If each goes over several lines, or all are in one list, say ${readingText({ format: "json" })}; if not, fix the line: it may be cut short.`,
};

export const jsonRecord: JsonSubject = {
  subject: "the record",
  next: "Fix it, or write it again; it may be cut short.",
};

/** @param reason a clause of our own, without anything from the line */
export function badJson(reason: string, { subject, next }: JsonSubject = jsonLine): UserError {
  return new UserError({ what: `${subject} is not JSON: ${reason}`, next });
}

export function bytesInJson(): UserError {
  return new UserError({
    what: "the line is not JSON: it is not valid UTF-8, but has bytes as kcat -J writes them",
    next: phrase`Read it as kcat's, which takes these bytes as they are: ${readingText({ format: "kcat" })}.`,
  });
}

/** @param recordsField the field in which the records seem to be */
export function noJsonValue(
  pointer: string,
  subject = jsonLine.subject,
  recordsField?: string,
): UserError {
  const next = phrase`Name another field: ${readingText({ pointer: "/field" })}; for a record without a key write null, or say ${readingText({ missing: "null" })}.`;
  const inside =
    recordsField === undefined ? "" : `jq -c '.${recordsField}[]' writes one record a line. `;
  return new UserError({
    what:
      recordsField === undefined
        ? `${subject} has nothing at "${clip(pointer, 60)}"`
        : `this is no record but an object with a list of them in "${clip(recordsField, 30)}"`,
    next: phrase`${inside}${next}`,
  });
}

/** @param field of the object, as an example */
export function jsonKeyNotScalar(pointer: string, found: string, field?: string): UserError {
  const example = /^\w{1,30}$/.test(field ?? "") ? field : "id";
  return new UserError({
    what: `"${clip(pointer, 60)}" holds ${found}, but a key is a string, a number or null`,
    next: phrase`Kafka's partitioner hashes the bytes that the producer's serializer wrote, and an object here does not tell them. Export the keys as they were written (kcat -J has them as text); only if one field is the whole key, point at it: ${readingText({ pointer: `${pointer}/${example}` })}.`,
  });
}
