import { setTimeout } from "node:timers/promises";
import { UserError } from "#core/errors/user-error.ts";
import type { Connection } from "#live/core/cluster/connection.ts";
import { adminOptions } from "./admin-options.ts";
import { explainFailure } from "./explain-failure.ts";
import { LibraryAdmin } from "./library-admin.ts";
import { withTimeout } from "./with-timeout.ts";

/** Delay between asking one server and the next in the list. */
const HEAD_START_MS = 300;
/** For all servers together; shorter than the timeout of the request that needs them. */
const TIMEOUT_MS = 8_000;

/**
 * Moves the first server that answers to the front of the list. The client asks one server after
 * another, so one that accepts connections but never answers would use up all the time.
 *
 * @param task what the servers are needed for, such as "describe the cluster"
 * @throws UserError with each server's reason if none answers
 */
export async function firstToAnswer(connection: Connection, task: string): Promise<Connection> {
  const { bootstrap } = connection;
  if (bootstrap.length < 2) return connection;
  const endMs = Date.now() + TIMEOUT_MS;
  const found = new AbortController();
  const trials = bootstrap.map(async (server, i) => {
    await setTimeout(i * HEAD_START_MS, undefined, { signal: found.signal });
    await tryServer({ ...connection, bootstrap: [server] }, endMs - Date.now(), found.signal);
    return i;
  });
  try {
    const first = await Promise.any(trials);
    // The servers before it are slow or down.
    return { ...connection, bootstrap: [...bootstrap.slice(first), ...bootstrap.slice(0, first)] };
  } catch (error) {
    throw noneAnswers(connection, task, error as AggregateError);
  } finally {
    found.abort();
  }
}

/** @param signal closes the connection */
async function tryServer(
  connection: Connection,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<void> {
  const admin = new LibraryAdmin(adminOptions(connection));
  const close = () => void admin.close().catch(() => undefined);
  signal.addEventListener("abort", close);
  try {
    await withTimeout(admin.metadata({ topics: [] }), timeoutMs);
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
      what: `cannot ${task}: none of the ${bootstrap.length} bootstrap servers works`,
      excerpt: reasons.map(({ what }, i) => `${bootstrap[i]}: ${what}`).join("\n"),
      next: [...steps].join(" "),
    },
    { cause },
  );
}
