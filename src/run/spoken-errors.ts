import { partsIn } from "#core/errors/error-parts.ts";
import type { DoorWords } from "#core/errors/phrase.ts";
import { UserError } from "#core/errors/user-error.ts";
import type { GateResult } from "#core/reports/report.ts";
import { repositoryPath } from "./repository-path.ts";

/** The result with its errors in a door's words, for reports, whose paths are those in the repository. */
export function withSpokenErrors(result: GateResult, words: DoorWords): GateResult {
  const { unjudged = [] } = result;
  return {
    ...result,
    unjudged: unjudged.map((one) => ({ ...one, error: spoken(one.error, words) })),
  };
}

function spoken({ details }: UserError, words: DoorWords): UserError {
  const { place, where, what, excerpt, next } = partsIn(details, words);
  const inRepository = place && { ...place, file: repositoryPath(place.file) };
  return new UserError({ what, excerpt, next, where: inRepository ?? where });
}
