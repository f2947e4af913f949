import type { DoorWords } from "./phrase.ts";
import { type ErrorParts, partsIn, UserError, UserErrors } from "./user-error.ts";

const MAX_ERRORS = 20;

/** What a door has to say of an error, in its words, and how many more there are of its kind. */
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
      next: "Please report it, with the command and, if you may, the input.",
    },
  ];
}
