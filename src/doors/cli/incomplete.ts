import { existsSync } from "node:fs";
import { UserErrors, userErrorsIn } from "#core/errors/user-error.ts";
import { reports } from "#core/reports/index.ts";
import type { GateResult } from "#core/reports/report.ts";
import { withSpokenErrors } from "#run/spoken-errors.ts";
import type { Io } from "./io.ts";
import { type Delivery, deliver, type Output } from "./outputs.ts";
import { cliWords } from "./words.ts";

/**
 * Writes the reports that can say that something was not judged. Where a contract is invalid, its key
 * files are not known, so no existing file is replaced.
 *
 * @throws UserErrors with what was not judged and why
 */
export async function deliverIncomplete(
  result: GateResult,
  outputs: readonly Output[],
  delivery: Delivery,
  io: Io,
): Promise<never> {
  const { unjudged = [] } = result;
  const errors = unjudged.map(({ error }) => error);
  const areInputsKnown = unjudged.every(({ topic }) => topic !== undefined);
  const written = outputs.filter(({ format, path }) => {
    if (format.needsAll) return false;
    // Standard error has the same.
    if (path === undefined) return format !== reports.text || result.topics.length > 0;
    return areInputsKnown || !existsSync(path);
  });
  try {
    await deliver(written, withSpokenErrors(result, cliWords), delivery, io);
  } catch (error) {
    errors.push(...userErrorsIn(error));
  }
  throw new UserErrors(errors);
}

/** The same where nothing was judged. @throws the error itself, if users cannot fix it */
export async function deliverFailure(
  failure: unknown,
  outputs: readonly Output[],
  delivery: Delivery,
  io: Io,
): Promise<never> {
  const unjudged = userErrorsIn(failure).map((error) => ({ error }));
  const result: GateResult = { verdict: "error", topics: [], unjudged, placeOf: () => undefined };
  return deliverIncomplete(result, outputs, delivery, io);
}
