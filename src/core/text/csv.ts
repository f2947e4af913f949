import { escapeUnsafe } from "./printable.ts";

/**
 * A field by RFC 4180, on one line. Spreadsheets run text that begins with one of these characters as
 * a formula; an apostrophe before it prevents that.
 */
export function csvField(text: string): string {
  const line = escapeUnsafe(text);
  const safe = /^[=+\-@＝＋－＠]/.test(line) ? `'${line}` : line;
  return /[",]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
