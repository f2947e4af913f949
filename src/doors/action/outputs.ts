import { escapeJson } from "#core/text/printable.ts";

/** Topics as a step's output: later steps print it, so it is ASCII where a character is invisible. */
export function topicsOutput(names: readonly string[]): string {
  return escapeJson(JSON.stringify(names));
}
