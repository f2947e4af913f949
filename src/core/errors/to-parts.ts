import { type ErrorParts, partsIn } from "./error-parts.ts";
import type { DoorWords } from "./phrase.ts";
import { UserError, UserErrors } from "./user-error.ts";

const MAX_ERRORS = 20;

/** The errors in the words of a door, at most 20, and how many more there are. */
export function errorParts(
  error: unknown,
  words: DoorWords,
): { parts: readonly ErrorParts[]; more: number } {
  const all = partsOf(error, words);
  return { parts: all.slice(0, MAX_ERRORS), more: Math.max(0, all.length - MAX_ERRORS) };
}

function partsOf(error: unknown, words: DoorWords): readonly ErrorParts[] {
  if (error instanceof UserErrors) return error.errors.map((one) => partsIn(one.details, words));
  if (error instanceof UserError) return [partsIn(error.details, words)];
  const message = error instanceof Error ? error.message : String(error);
  return [
    {
      what: `skew-contract itself failed: ${message}`,
      next: "Please report this with the command and, if possible, the input.",
    },
  ];
}
