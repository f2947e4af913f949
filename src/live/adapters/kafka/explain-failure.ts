import { UserError } from "#core/errors/user-error.ts";
import type { Connection } from "#live/core/cluster/connection.ts";
import { failureExplanations } from "./failure-explanations.ts";
import { causesOf, signsOf } from "./failure-signs.ts";

/**
 * A UserError for whatever the clients throw. Of the connection, it shows only the addresses.
 *
 * @param task what failed, such as "describe the cluster"
 */
export function explainFailure(error: unknown, connection: Connection, task: string): Error {
  if (error instanceof UserError) return error;
  const causes = causesOf(error);
  const known = causes.find((cause): cause is UserError => cause instanceof UserError);
  if (known !== undefined) return known;
  const signs = causes.flatMap(signsOf);
  const address = connection.bootstrap.join(", ");
  for (const [pattern, explain] of failureExplanations) {
    const sign = signs.find((one) => pattern.test(one));
    if (sign === undefined) continue;
    const { what, next } = explain(connection, task, sign);
    return new UserError({ what, where: address, next }, { cause: error });
  }
  const reason = causes.at(-1)?.message ?? String(error);
  return new UserError(
    {
      what: `cannot ${task}: ${reason}`,
      where: address,
      next: "Try again; if it keeps failing, report it.",
    },
    { cause: error },
  );
}
