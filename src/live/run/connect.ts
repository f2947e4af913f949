import { phrase, setting } from "#core/errors/phrase.ts";
import { UserError } from "#core/errors/user-error.ts";
import type { Cleanup } from "#live/adapters/cleanup-stack.ts";
import { type CloudCluster, listClusters } from "#live/adapters/confluent-cloud/clusters.ts";
import { leaseKey, untilUsable } from "#live/adapters/confluent-cloud/lease.ts";
import { CloudRest } from "#live/adapters/confluent-cloud/rest.ts";
import { loadConnection } from "#live/adapters/credentials/load-connection.ts";
import { loadCredentials } from "#live/adapters/credentials/load-credentials.ts";
import type { Journal } from "#live/adapters/journal.ts";
import { KafkaAdmin } from "#live/adapters/kafka/admin.ts";
import type { Connection } from "#live/core/cluster/connection.ts";
import { CostCounter } from "#live/core/cluster/costs.ts";
import type { Variables } from "#live/core/cluster/environment-settings.ts";
import type { CloudCredential, Credentials } from "#live/core/credentials/credentials.ts";

/** How long a cluster may take to accept a new API key. */
const PROPAGATION = { timeoutMs: 180_000, pauseMs: 2_000 };
const MAX_LISTED = 20;

export interface ConnectFlags {
  readonly bootstrap?: string | undefined;
  readonly config?: string | undefined;
  /** The id of one of the clusters that the credentials reach. */
  readonly cluster?: string | undefined;
  /** Whether to ignore .env. */
  readonly noEnvFile?: boolean | undefined;
}

export interface ConnectContext {
  readonly variables: Variables;
  /** Replaces Confluent Cloud's URL. Only from the environment: no file may decide where keys go. */
  readonly cloudUrl: string | undefined;
  readonly journal: Journal;
  /** Unique to this run. */
  readonly runId: string;
  /** Receives messages for the user. */
  readonly say: (message: string) => void;
}

/** A cluster to connect to. */
export interface Target {
  /** Undefined if only an address is known: the connected cluster reports its id. */
  readonly id: string | undefined;
  /** For display. */
  readonly name: string;
  /** Where it is in Confluent Cloud, if known. */
  readonly place?: TargetPlace | undefined;
  /** A Cloud API key for the Metrics API, if there is one. */
  readonly cloud: CloudCredential | undefined;
  /** Connects. `cleanup` closes the admin and deletes an API key that was created for it. */
  open(cleanup: Cleanup): Promise<ConnectedCluster>;
}

interface TargetPlace {
  /** `env-…` */
  readonly environmentId: string;
  readonly environmentName: string;
  readonly clusterName: string;
}

export interface ConnectedCluster {
  readonly connection: Connection;
  readonly admin: KafkaAdmin;
  /** What was asked of the cluster with either of them. */
  readonly costs: CostCounter;
}

/** Connects to the cluster that the flags and variables select. */
export async function connectToCluster(
  flags: ConnectFlags,
  { cleanup, ...context }: ConnectContext & { readonly cleanup: Cleanup },
): Promise<ConnectedCluster> {
  const targets = await findTargets(flags, context);
  return chooseTarget(targets, flags.cluster).open(cleanup);
}

/**
 * Finds all clusters that the flags and variables reach: those of a bootstrap address; otherwise those
 * with credentials; otherwise those in Confluent Cloud, with keys that are created for this run.
 */
export async function findTargets(flags: ConnectFlags, context: ConnectContext): Promise<Target[]> {
  const { variables } = context;
  const credentials = hasBootstrap(flags, variables) ? undefined : await loadCredentials(variables);
  return targetsOf(credentials, flags, context);
}

/** The clusters that these credentials reach; without credentials, the one at the given address. */
export async function targetsOf(
  credentials: Credentials | undefined,
  flags: ConnectFlags,
  context: ConnectContext,
): Promise<Target[]> {
  const { variables, say } = context;
  if (credentials === undefined) {
    const { connection, notes } = loadConnection(flags, variables);
    for (const note of notes) say(note);
    return [targetOf(undefined, connection)];
  }
  if (credentials.kind === "logins") {
    const { logins, cloud } = credentials;
    return logins.map(({ clusterId, connection }) => targetOf(clusterId, connection, cloud));
  }
  return cloudTargets(credentials, context);
}

function targetOf(
  id: string | undefined,
  connection: Connection,
  cloud?: CloudCredential | undefined,
): Target {
  const name = id ?? connection.bootstrap.join(",");
  const open = async (cleanup: Cleanup) => connectWith(connection, cleanup);
  return { id, name, cloud, open };
}

/** Whether the brokers are given, so that no credentials are needed to find them. */
export function hasBootstrap({ bootstrap, config }: ConnectFlags, variables: Variables): boolean {
  return [bootstrap, config, variables.KAFKA_BOOTSTRAP_SERVERS].some((one) => one !== undefined);
}

function connectWith(settings: Connection, cleanup: Cleanup): ConnectedCluster {
  cleanup.signal.throwIfAborted();
  const costs = new CostCounter();
  const connection = { ...settings, costs };
  const admin = new KafkaAdmin(connection);
  cleanup.defer({ kind: "step", title: "close the connection" }, () => admin.close());
  return { connection, admin, costs };
}

async function cloudTargets(
  { cloud, filters, principalId }: Extract<Credentials, { kind: "cloud" }>,
  { cloudUrl, journal, runId, say }: ConnectContext,
): Promise<Target[]> {
  const rest = new CloudRest(cloud, { baseUrl: cloudUrl });
  const clusters = await listClusters(rest, filters);
  return clusters.map((cluster): Target => {
    const name = nameOf(cluster);
    const open = async (cleanup: Cleanup) => {
      const lease = { rest, ownerId: principalId, journal, cleanup, runId };
      const connection = await leaseKey(cluster, lease);
      say(`created an API key for ${name}; it is deleted at the end`);
      const connected = connectWith(connection, cleanup);
      const describe = () => connected.admin.describe();
      await untilUsable(describe, { ...PROPAGATION, signal: cleanup.signal });
      return connected;
    };
    const { id, environmentId, environmentName, name: clusterName } = cluster;
    return { id, name, cloud, place: { environmentId, environmentName, clusterName }, open };
  });
}

function nameOf({ id, name, environmentId, environmentName }: CloudCluster): string {
  return `${id} (${name}, in ${environmentId} ${environmentName})`;
}

/** The targets with this id, or all if it is undefined. @throws UserError if there is none */
export function selectTargets(all: readonly Target[], wantedId: string | undefined): Target[] {
  // An address is one cluster, whatever its id.
  const selected = all.filter(({ id }) => wantedId === undefined || (id ?? wantedId) === wantedId);
  if (selected.length === 0) throw noSingleTarget(all, wantedId);
  return selected;
}

/** The target with this id, or the only target. @throws UserError */
export function chooseTarget(all: readonly Target[], wantedId: string | undefined): Target {
  const [only, ...others] = selectTargets(all, wantedId);
  if (only === undefined || others.length > 0) throw noSingleTarget(all, wantedId);
  return only;
}

function noSingleTarget(all: readonly Target[], wantedId: string | undefined): UserError {
  const names = all.slice(0, MAX_LISTED).map(({ name }) => name);
  const more = all.length > MAX_LISTED ? [`and ${all.length - MAX_LISTED} more`] : [];
  return new UserError({
    what:
      all.length === 0
        ? "these credentials can access no cluster, or the filters exclude all of them"
        : `these credentials can access ${wantedId === undefined ? "several clusters" : `no cluster ${wantedId}`}`,
    where: wantedId === undefined ? undefined : setting("cluster"),
    excerpt: [...names, ...more].join("\n") || undefined,
    next: phrase`Choose one with ${setting("cluster", "lkc-…")}, or set KAFKA_CLUSTER_FILTER.`,
  });
}
