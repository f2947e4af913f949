import { clip } from "../text/printable.ts";
import { phrase, setting } from "./phrase.ts";
import { readingText } from "./reading-text.ts";
import { UserError } from "./user-error.ts";

// Errors of CSV and TSV files. The user's data is only in `data`.

export function noCsvColumn(column: string, header: readonly string[], hint: string): UserError {
  return new UserError({
    what: `the CSV header has no column "${clip(column, 60)}"${hint}`,
    data: `the header: ${header
      .slice(0, 20)
      .map((name) => `"${clip(name, 30)}"`)
      .join(", ")}`,
    next: phrase`Name a column of the header with ${setting("column")} (in the contract: keys: {path: …, column: …}). If the first row is data, use ${readingText({ header: false, column: 1 })}.`,
    isAboutFields: true,
  });
}

export function noSuchColumnNumber(column: string | undefined, width: number): UserError {
  const what =
    column === undefined
      ? `the file has no header and ${width} columns, and none of them is chosen`
      : `there is no column ${clip(column, 60)}: without a header, columns are numbers from 1 to ${width}`;
  return new UserError({
    what,
    next: phrase`Choose the column of the key: ${readingText({ header: false, column: 1 })}.`,
    isAboutFields: true,
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
    isAboutFields: true,
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
    isAboutFields: true,
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
