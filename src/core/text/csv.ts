import { escapeUnsafe } from "./printable.ts";

/**
 * A field as RFC 4180 has it, on one line. A spreadsheet takes text that begins with one of these
 * characters for a formula: an apostrophe before it keeps it text.
 */
export function csvField(text: string): string {
  const line = escapeUnsafe(text);
  const safe = /^[=+\-@＝＋－＠]/.test(line) ? `'${line}` : line;
  return /[",]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
