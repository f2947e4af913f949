import type { Relaxation } from "#core/baseline/relaxed.ts";
import { UserErrors } from "#core/errors/user-error.ts";
import type { GateResult } from "#core/reports/report.ts";
import { withSpokenErrors } from "#run/spoken-errors.ts";
import type { Files } from "./files.ts";
import { actionWords } from "./words.ts";

/** What a step publishes. */
export interface Judged {
  readonly result: GateResult;
  readonly files: Files;
  /** How the contract was loosened since the base branch. */
  readonly loosened: readonly Relaxation[];
}

/** The result with its errors in our words. @throws UserErrors if nothing was judged */
export function someJudged(result: GateResult): GateResult {
  const { topics, unjudged = [] } = result;
  if (topics.length === 0) throw new UserErrors(unjudged.map(({ error }) => error));
  return unjudged.length === 0 ? result : withSpokenErrors(result, actionWords);
}
