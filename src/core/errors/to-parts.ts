import { type ErrorParts, UserError, UserErrors } from "./user-error.ts";

const MAX_ERRORS = 20;

/** What is to be told of an error, and how many more there are of its kind. */
export function errorParts(error: unknown): { parts: readonly ErrorParts[]; more: number } {
  const all = partsOf(error);
  return { parts: all.slice(0, MAX_ERRORS), more: Math.max(0, all.length - MAX_ERRORS) };
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
