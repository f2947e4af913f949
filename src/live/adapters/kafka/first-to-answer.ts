import { setTimeout } from "node:timers/promises";
import { Admin } from "@platformatic/kafka";
import { UserError } from "#core/errors/user-error.ts";
import type { Connection } from "#live/core/cluster/connection.ts";
import { adminOptions } from "./admin-options.ts";
import { explainFailure } from "./explain-failure.ts";
import { withTimeout } from "./with-timeout.ts";

/** How long one server is ahead of the next of the list. */
const HEAD_START_MS = 300;
/** For all of them, less than what is waited for the answer that they are asked for. */
const LIMIT_MS = 8_000;

/**
 * The connection with the first server that answers in front. The client by itself asks one after the
 * other: one that accepts and never answers would leave no time for the others.
 *
 * @param task what the servers are needed for, such as "describe the cluster"
 * @throws UserError with the reason of each server, where none answers
 */
export async function firstToAnswer(connection: Connection, task: string): Promise<Connection> {
  const { bootstrap } = connection;
  if (bootstrap.length < 2) return connection;
  const endMs = Date.now() + LIMIT_MS;
  const found = new AbortController();
  const trials = bootstrap.map(async (server, i) => {
    await setTimeout(i * HEAD_START_MS, undefined, { signal: found.signal });
    await answerOf({ ...connection, bootstrap: [server] }, endMs - Date.now(), found.signal);
    return i;
  });
  try {
    const first = await Promise.any(trials);
    // Those before it are slow or down.
    return { ...connection, bootstrap: [...bootstrap.slice(first), ...bootstrap.slice(0, first)] };
  } catch (error) {
    throw noneAnswers(connection, task, error as AggregateError);
  } finally {
    found.abort();
  }
}

/** @param signal ends it, so that no connection is left open */
async function answerOf(
  connection: Connection,
  limitMs: number,
  signal: AbortSignal,
): Promise<void> {
  const admin = new Admin(adminOptions(connection));
  const close = () => void admin.close().catch(() => undefined);
  signal.addEventListener("abort", close);
  try {
    await withTimeout(admin.metadata({ topics: [] }), limitMs);
  } finally {
    signal.removeEventListener("abort", close);
    close();
  }
}

function noneAnswers(connection: Connection, task: string, cause: AggregateError): UserError {
  const { bootstrap } = connection;
  const reasons = cause.errors.map((error, i) => {
    const [server = ""] = bootstrap.slice(i, i + 1);
    const explained = explainFailure(error, { ...connection, bootstrap: [server] }, task);
    return explained instanceof UserError ? explained.parts : { what: explained.message };
  });
  const where = bootstrap.join(", ");
  const [first, ...others] = reasons;
  if (first !== undefined && others.every(({ what }) => what === first.what)) {
    return new UserError({ ...first, where }, { cause });
  }
  const steps = new Set(reasons.flatMap(({ next }) => next ?? []));
  return new UserError(
    {
      what: `cannot ${task}: none of the ${bootstrap.length} bootstrap servers answers as it should`,
      excerpt: reasons.map(({ what }, i) => `${bootstrap[i]}: ${what}`).join("\n"),
      next: [...steps].join(" "),
    },
    { cause },
  );
}
