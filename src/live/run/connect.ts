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
import type { Variables } from "#live/core/cluster/environment-settings.ts";
import type { CloudCredential, Credentials } from "#live/core/credentials/credentials.ts";

/** A new key of Confluent Cloud is known to the cluster within this time, or it is told. */
const PROPAGATION = { limitMs: 180_000, pauseMs: 2_000 };
const MAX_LISTED = 20;

export interface ConnectFlags {
  readonly bootstrap?: string | undefined;
  readonly config?: string | undefined;
  /** Which of the clusters that the credentials reach. */
  readonly cluster?: string | undefined;
  /** Whether .env is left alone. */
  readonly noEnvFile?: boolean | undefined;
}

export interface ConnectContext {
  readonly variables: Variables;
  /** Instead of Confluent Cloud's; from the environment alone: no file is to say where keys go. */
  readonly cloudUrl: string | undefined;
  readonly journal: Journal;
  /** No other run has it. */
  readonly runId: string;
  /** Told what the user should know. */
  readonly say: (message: string) => void;
}

/** A cluster that can be connected to. */
export interface Target {
  /** Undefined where only an address is given: the cluster itself will say. */
  readonly id: string | undefined;
  /** For people. */
  readonly name: string;
  /** Where in Confluent Cloud it is, by ids and names, as far as that is said. */
  readonly place?: TargetPlace | undefined;
  /** A key to the cloud that it is in, where there is one: the Metrics API takes it. */
  readonly cloud: CloudCredential | undefined;
  /** Connects; the admin is closed when `cleanup` runs, and a key that was made for it is deleted. */
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
}

/** The cluster that flags and variables mean, connected. */
export async function connect(
  flags: ConnectFlags,
  { cleanup, ...context }: ConnectContext & { readonly cleanup: Cleanup },
): Promise<ConnectedCluster> {
  const targets = await findTargets(flags, context);
  return chooseTarget(targets, flags.cluster).open(cleanup);
}

/**
 * All clusters that flags and variables reach: a bootstrap address; else those that credentials are
 * given for; else those of Confluent Cloud, by a key that is made for this run.
 */
export async function findTargets(flags: ConnectFlags, context: ConnectContext): Promise<Target[]> {
  const { variables } = context;
  const credentials = isAddressed(flags, variables) ? undefined : await loadCredentials(variables);
  return targetsOf(credentials, flags, context);
}

/** Those that these credentials reach; without any, the address in flags and variables. */
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
  const open = async (cleanup: Cleanup) => ({ connection, admin: adminOf(connection, cleanup) });
  return { id, name, cloud, open };
}

/** Whether they name brokers, so that no credentials are looked for. */
export function isAddressed({ bootstrap, config }: ConnectFlags, variables: Variables): boolean {
  return [bootstrap, config, variables.KAFKA_BOOTSTRAP_SERVERS].some((one) => one !== undefined);
}

function adminOf(connection: Connection, cleanup: Cleanup): KafkaAdmin {
  cleanup.signal.throwIfAborted();
  const admin = new KafkaAdmin(connection);
  cleanup.defer({ kind: "step", title: "close the connection" }, () => admin.close());
  return admin;
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
      say(`made an API key for ${name}, which is deleted at the end`);
      const admin = adminOf(connection, cleanup);
      await untilUsable(() => admin.describe(), { ...PROPAGATION, signal: cleanup.signal });
      return { connection, admin };
    };
    const { id, environmentId, environmentName, name: clusterName } = cluster;
    return { id, name, cloud, place: { environmentId, environmentName, clusterName }, open };
  });
}

function nameOf({ id, name, environmentId, environmentName }: CloudCluster): string {
  return `${id} (${name}, in ${environmentId} ${environmentName})`;
}

/** Those with this id; all where none is wanted. @throws UserError where there is none */
export function wantedTargets(all: readonly Target[], wanted: string | undefined): Target[] {
  // An address is one cluster, whatever it is called.
  const fitting = all.filter(({ id }) => wanted === undefined || (id ?? wanted) === wanted);
  if (fitting.length === 0) throw noChoice(all, wanted);
  return fitting;
}

/** The only one, or the one that is wanted. */
export function chooseTarget(all: readonly Target[], wanted: string | undefined): Target {
  const [only, ...others] = wantedTargets(all, wanted);
  if (only === undefined || others.length > 0) throw noChoice(all, wanted);
  return only;
}

function noChoice(all: readonly Target[], wanted: string | undefined): UserError {
  const names = all.slice(0, MAX_LISTED).map(({ name }) => name);
  const more = all.length > MAX_LISTED ? [`and ${all.length - MAX_LISTED} more`] : [];
  return new UserError({
    what:
      all.length === 0
        ? "these credentials see no cluster, or the filters leave none"
        : `${wanted === undefined ? "several clusters" : `no cluster ${wanted}`} in what these credentials see`,
    where: wanted === undefined ? undefined : setting("cluster"),
    excerpt: [...names, ...more].join("\n") || undefined,
    next: phrase`Choose one with ${setting("cluster", "lkc-…")}, or with KAFKA_CLUSTER_FILTER.`,
  });
}
