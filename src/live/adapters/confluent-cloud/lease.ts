import { setTimeout } from "node:timers/promises";
import { UserError } from "#core/errors/user-error.ts";
import type { Connection } from "#live/core/cluster/connection.ts";
import type { Cleanup } from "../cleanup-stack.ts";
import type { Journal } from "../journal.ts";
import { hasApiError } from "../kafka/explain-failure.ts";
import { createKey, deleteByName, deleteKey, keyNameOf } from "./api-keys.ts";
import { isUnclear } from "./cloud-failure.ts";
import type { CloudCluster } from "./clusters.ts";
import type { CloudRest } from "./rest.ts";

export interface LeaseOptions {
  readonly rest: CloudRest;
  /** `u-…` or `sa-…`: whose key it will be. */
  readonly ownerId: string;
  readonly journal: Journal;
  readonly cleanup: Cleanup;
  /** No other run has it. */
  readonly runId: string;
}

/** A connection by a key of our own to a cluster, which is deleted at the end, however that comes. */
export async function leaseKey(cluster: CloudCluster, options: LeaseOptions): Promise<Connection> {
  const { rest, ownerId, journal, cleanup, runId } = options;
  const displayName = keyNameOf(`${runId}-${cluster.id}`);
  const { id: clusterId, environmentId } = cluster;
  const possession = { kind: "api-key", displayName, ownerId, clusterId, environmentId } as const;
  const key = `api-key-${runId}-${clusterId}`;
  // What the work makes after an interruption nobody would take back.
  cleanup.signal.throwIfAborted();
  // Before it is made: a crash in between leaves a name to look for.
  journal.add(key, possession);
  const creation = createKey(rest, { displayName, clusterId, ownerId });
  cleanup.defer({ kind: "delete", what: `the API key ${displayName}` }, async () => {
    const [made] = await Promise.allSettled([creation]);
    if (made.status === "fulfilled") await deleteKey(rest, made.value.id);
    // Its secret is lost, if it was made.
    else if (isUnclear(made.reason)) await deleteByName(rest, possession);
    journal.remove(key);
  });
  const { id, secret } = await creation;
  journal.add(key, { ...possession, id });
  return {
    bootstrap: [...cluster.bootstrap],
    tls: { verifyHost: true },
    sasl: { mechanism: "PLAIN", username: id, password: secret },
  };
}

export interface Propagation {
  readonly limitMs: number;
  readonly pauseMs: number;
  readonly signal: AbortSignal;
}

/**
 * Tries until the cluster knows the key, which takes seconds to minutes; every other failure is told
 * at once.
 */
export async function untilUsable(
  tryIt: () => Promise<unknown>,
  { limitMs, pauseMs, signal }: Propagation,
): Promise<void> {
  const endMs = Date.now() + limitMs;
  for (;;) {
    try {
      await tryIt();
      return;
    } catch (error) {
      if (!hasApiError(error, "SASL_AUTHENTICATION_FAILED")) throw error;
      if (Date.now() + pauseMs > endMs) throw notKnown(limitMs, error);
      await setTimeout(pauseMs, undefined, { signal });
    }
  }
}

function notKnown(limitMs: number, cause: unknown): UserError {
  return new UserError(
    {
      what: `the cluster does not know its new API key after ${limitMs / 1000} s`,
      next: "Confluent Cloud spreads keys slowly at times: try again in some minutes.",
    },
    { cause },
  );
}
