import { phrase } from "../../errors/phrase.ts";
import { readingText } from "../../errors/reading-text.ts";
import { UserError } from "../../errors/user-error.ts";
import type { KeyReading } from "../key-location.ts";
import { columnReadings } from "./columns.ts";
import type { Head } from "./head.ts";
import { lookAtLines } from "./index.ts";
import type { Look } from "./look.ts";

const JSON_FORMATS = ["json", "jsonl", "kcat"];

/**
 * The error of a format that the user named, with how to read the file if its beginning is clearly in
 * another format.
 */
export function withOtherFormat(error: UserError, head: Head, format: string): UserError {
  const look = lookAtLines(head) ?? textInstead(head, format);
  const reading = look?.reading;
  const isOther = reading?.format !== undefined && reading.format !== format;
  if (look === undefined || reading === undefined || !isOther) return error;
  return new UserError({
    ...error.details,
    next: [`It looks like ${look.kind}. `, phrase`To read it, use ${readingText(reading)}. `],
    isAboutFields: look.areFieldsUnclear === true,
  });
}

/** What is instead of JSON: rows with columns, or keys. */
function textInstead(head: Head, format: string): Look | undefined {
  const [first = ""] = head.lines;
  if (!JSON_FORMATS.includes(format) || /^\s*[{[]/.test(first)) return undefined;
  const base: KeyReading = { format: "csv" };
  const [columns] = /[,;|\t]/.test(first) ? columnReadings(head, base) : [];
  if (columns !== undefined) return { kind: "rows of columns", reading: { ...base, ...columns } };
  return { kind: "plain keys, one per line", reading: { format: "lines" } };
}
