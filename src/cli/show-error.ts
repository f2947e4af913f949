import pc from "picocolors";
import { type ErrorParts, UserError, UserErrors } from "../errors.ts";
import { type Io, useColor } from "./io.ts";

const MAX_ERRORS = 20;

/** Prints what went wrong on standard error, without a stack. */
export function showError(error: unknown, { stderr, env }: Io): void {
  const ink = pc.createColors(useColor(stderr, env));
  const errors = partsOf(error);
  for (const parts of errors.slice(0, MAX_ERRORS)) stderr.write(`${describe(parts, ink)}\n`);
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

function describe(
  { what, where, excerpt, next }: ErrorParts,
  ink: ReturnType<typeof pc.createColors>,
) {
  const lines = [`${ink.red("error:")} ${what}`];
  if (where !== undefined) lines.push(`  ${ink.dim("at")} ${where}`);
  if (excerpt !== undefined) lines.push(...excerpt.split("\n").map((line) => `  ${line}`));
  if (next !== undefined) lines.push(`  ${ink.dim("next:")} ${next}`);
  return lines.join("\n");
}
