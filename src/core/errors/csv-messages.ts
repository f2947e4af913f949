import { clip } from "../text/printable.ts";
import { type Phrase, phrase, setting } from "./phrase.ts";
import { readingText } from "./reading-text.ts";
import { UserError } from "./user-error.ts";

// Errors of CSV and TSV files. The user's data is only in `data`.

export function noCsvColumn(column: string, header: readonly string[], hint: string): UserError {
  return new UserError({
    what: phrase`the CSV header has no column "${clip(column, 60)}"${hint}${otherDelimiter(header)}`,
    data: `the header: ${header
      .slice(0, 20)
      .map((name) => `"${clip(name, 30)}"`)
      .join(", ")}`,
    next: phrase`Name a column of the file with ${setting("column")} (in the contract: keys: {path: …, column: …}), or add a header line to the file. For a file without one, use the column's number: ${readingText({ header: false, column: 1 })}.`,
  });
}

const DELIMITERS = { ";": ";", "\t": "\\t", "|": "|", "\u0001": "\\x01", ",": "," };

/** A header with a single name that contains a delimiter was written with that delimiter. */
function otherDelimiter([only = "", another]: readonly string[]): Phrase {
  const found = Object.entries(DELIMITERS).find(([delimiter]) => only.includes(delimiter));
  if (found === undefined || another !== undefined) return "";
  return phrase`, but it seems to be separated by ${found[1]}: ${readingText({ delimiter: found[1] })}`;
}

export function noSuchColumnNumber(column: string | undefined, width: number): UserError {
  const what =
    column === undefined
      ? `the file has no header and ${width} columns, and none of them is chosen`
      : `there is no column ${clip(column, 60)}: without a header, columns are numbers from 1 to ${width}`;
  return new UserError({
    what,
    next: phrase`Choose the column of the key, and of the count if there is one: ${readingText({ column: 1, countColumn: 2 })}.`,
  });
}

export function csvColumnTwice(column: string): UserError {
  return new UserError({
    what: `the CSV header has the column "${clip(column, 60)}" twice`,
    next: "Rename one of them, so that it is clear which one has the key.",
  });
}

export function csvCells(found: number, expected: number, hasHeader: boolean): UserError {
  return new UserError({
    what: `the row has ${found} cells, but the ${hasHeader ? "header" : "first row"} has ${expected}`,
    next: 'A cell that contains a comma, a quote or a line break must be in "quotes".',
  });
}

export function rowTooShort(found: number, needed: number): UserError {
  return new UserError({
    what: `the row has ${found} cells, so it has no column ${needed}`,
    next: "Check whether this line belongs here. Every row must have all columns that are read.",
  });
}

export function csvTextAfterQuote(): UserError {
  return new UserError({
    what: "a quoted cell continues after its closing quote",
    next: 'A quote inside a quoted cell is written twice: "a ""quoted"" word".',
  });
}

export function csvOpenQuote(): UserError {
  return new UserError({
    what: "a quoted cell opens here and is never closed",
    next: "Close the quote, or check whether the file is cut short.",
  });
}

export function quotedTsvKey(): UserError {
  return new UserError({
    what: "the key is in quotes, which the format tsv would treat as part of it",
    next: phrase`Read it as CSV: ${readingText({ format: "csv", delimiter: "\\t" })}.`,
  });
}
