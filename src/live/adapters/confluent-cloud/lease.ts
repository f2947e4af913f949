import { setTimeout } from "node:timers/promises";
import { UserError } from "#core/errors/user-error.ts";
import type { Connection } from "#live/core/cluster/connection.ts";
import type { Cleanup } from "../cleanup-stack.ts";
import type { Journal } from "../journal.ts";
import { hasApiError } from "../kafka/failure-signs.ts";
import { createKey, deleteByName, deleteKey, keyNameOf } from "./api-keys.ts";
import { isUnclear } from "./cloud-failure.ts";
import type { CloudCluster } from "./clusters.ts";
import type { CloudRest } from "./rest.ts";

export interface LeaseOptions {
  readonly rest: CloudRest;
  /** `u-…` or `sa-…`: the owner of the new key. */
  readonly ownerId: string;
  readonly journal: Journal;
  readonly cleanup: Cleanup;
  /** Unique to this run. */
  readonly runId: string;
}

/** Connects to a cluster with a new API key, which the cleanup deletes. */
export async function leaseKey(cluster: CloudCluster, options: LeaseOptions): Promise<Connection> {
  const { rest, ownerId, journal, cleanup, runId } = options;
  const displayName = keyNameOf(`${runId}-${cluster.id}`);
  const { id: clusterId, environmentId } = cluster;
  const resource = { kind: "api-key", displayName, ownerId, clusterId, environmentId } as const;
  const key = `api-key-${runId}-${clusterId}`;
  // Whatever is created after an interruption would not be deleted.
  cleanup.signal.throwIfAborted();
  // Before it is created: after a crash, cleanup can look for the name.
  journal.add(key, resource);
  const creation = createKey(rest, { displayName, clusterId, ownerId });
  cleanup.defer({ kind: "delete", what: `the API key ${displayName}` }, async () => {
    const [created] = await Promise.allSettled([creation]);
    if (created.status === "fulfilled") await deleteKey(rest, created.value.id);
    else if (isUnclear(created.reason)) await deleteByName(rest, resource);
    journal.remove(key);
  });
  const { id, secret } = await creation;
  journal.add(key, { ...resource, id });
  return {
    bootstrap: [...cluster.bootstrap],
    tls: { verifyHost: true },
    sasl: { mechanism: "PLAIN", username: id, password: secret },
  };
}

export interface Propagation {
  readonly timeoutMs: number;
  readonly pauseMs: number;
  readonly signal: AbortSignal;
}

/**
 * Retries until the cluster accepts the new key, which takes seconds to minutes.
 *
 * @throws any other error at once, or a UserError after `timeoutMs`
 */
export async function untilUsable(
  attempt: () => Promise<unknown>,
  { timeoutMs, pauseMs, signal }: Propagation,
): Promise<void> {
  const endMs = Date.now() + timeoutMs;
  for (;;) {
    try {
      await attempt();
      return;
    } catch (error) {
      if (!hasApiError(error, "SASL_AUTHENTICATION_FAILED")) throw error;
      if (Date.now() + pauseMs > endMs) throw keyNotAccepted(timeoutMs, error);
      await setTimeout(pauseMs, undefined, { signal });
    }
  }
}

function keyNotAccepted(timeoutMs: number, cause: unknown): UserError {
  return new UserError(
    {
      what: `the cluster still rejects its new API key after ${timeoutMs / 1000} s`,
      next: "New keys sometimes take longer to reach a cluster: try again in a few minutes.",
    },
    { cause },
  );
}
