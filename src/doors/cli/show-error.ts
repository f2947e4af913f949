import type { ErrorParts } from "#core/errors/error-parts.ts";
import { errorParts } from "#core/errors/to-parts.ts";
import type { UserError } from "#core/errors/user-error.ts";
import { createInk, type Ink } from "#core/text/ink.ts";
import { escapeUnsafe, withoutCommands } from "#core/text/printable.ts";
import { type Io, useColor } from "./io.ts";
import { cliWords } from "./words.ts";

/**
 * Prints an error on standard error, without a stack trace. Escapes every part, because all of it
 * is untrusted text, and includes user data only if `showData` is set.
 */
export function showError(error: unknown, { stderr, env }: Io, showData: boolean): void {
  const ink = createInk(useColor(stderr, env));
  const { parts: errors, more } = errorParts(error, cliWords);
  for (const parts of errors) {
    stderr.write(`${describe(showData ? parts : { ...parts, data: undefined }, ink)}\n`);
  }
  if (more > 0) stderr.write(`and ${more} more errors\n`);
}

/** Prints a warning on standard error, like an error. */
export function showWarning(warning: UserError, { stderr, env }: Io): void {
  const ink = createInk(useColor(stderr, env));
  const { parts } = errorParts(warning, cliWords);
  for (const one of parts) stderr.write(`${describe(one, ink, ink.yellow("warning:"))}\n`);
}

function describe(
  { what, data, where, excerpt, next }: ErrorParts,
  ink: Ink,
  label = ink.red("error:"),
): string {
  const lines = [`${label} ${escapeUnsafe(what)}`];
  if (data !== undefined) lines.push(`  ${escapeUnsafe(data)}`);
  if (where !== undefined) lines.push(`  ${ink.dim("at")} ${escapeUnsafe(where)}`);
  if (excerpt !== undefined) {
    lines.push(...excerpt.split("\n").map((line) => `  ${escapeUnsafe(line)}`));
  }
  if (next !== undefined) lines.push(`  ${ink.dim("next:")} ${escapeUnsafe(next)}`);
  return withoutCommands(lines.join("\n"));
}
