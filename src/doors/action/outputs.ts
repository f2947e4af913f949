import { escapeJson } from "#core/text/printable.ts";

/** Topics as a JSON output. Invisible characters are escaped, because later steps print it. */
export function topicsOutput(names: readonly string[]): string {
  return escapeJson(JSON.stringify(names));
}
