import { errorParts } from "#core/errors/to-parts.ts";
import type { Failure } from "../wire.ts";
import { dashboardWords } from "../words.ts";

/** An error as the page shows it, without any of the user's data. */
export function failureOf(error: unknown): Failure {
  const { parts } = errorParts(error, dashboardWords);
  return {
    errors: parts.map(({ what, where, excerpt, next }) => ({ what, where, excerpt, next })),
  };
}
