import { type ErrorParts, UserError, UserErrors } from "../errors.ts";
import { createInk, type Ink } from "../text/ink.ts";
import { escapeUnsafe } from "../text/printable.ts";
import { type Io, useColor } from "./io.ts";

const MAX_ERRORS = 20;

/**
 * Prints what went wrong on standard error, without a stack. Every part is untrusted text and is
 * escaped here; data of the user's only where `showData` says that keys may be seen.
 */
export function showError(error: unknown, { stderr, env }: Io, showData: boolean): void {
  const ink = createInk(useColor(stderr, env));
  const errors = partsOf(error);
  for (const parts of errors.slice(0, MAX_ERRORS)) {
    stderr.write(`${describe(showData ? parts : { ...parts, data: undefined }, ink)}\n`);
  }
  if (errors.length > MAX_ERRORS) stderr.write(`and ${errors.length - MAX_ERRORS} more errors\n`);
}

function partsOf(error: unknown): readonly ErrorParts[] {
  if (error instanceof UserErrors) return error.errors.map(({ parts }) => parts);
  if (error instanceof UserError) return [error.parts];
  const message = error instanceof Error ? error.message : String(error);
  return [
    {
      what: `skew-contract itself failed: ${message}`,
      next: "Please report it, with the command and, if you may, the input.",
    },
  ];
}

function describe({ what, data, where, excerpt, next }: ErrorParts, ink: Ink): string {
  const lines = [`${ink.red("error:")} ${escapeUnsafe(what)}`];
  if (data !== undefined) lines.push(`  ${escapeUnsafe(data)}`);
  if (where !== undefined) lines.push(`  ${ink.dim("at")} ${escapeUnsafe(where)}`);
  if (excerpt !== undefined) {
    lines.push(...excerpt.split("\n").map((line) => `  ${escapeUnsafe(line)}`));
  }
  if (next !== undefined) lines.push(`  ${ink.dim("next:")} ${escapeUnsafe(next)}`);
  return lines.join("\n");
}
