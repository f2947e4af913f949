import { type CloudCluster, listClusters } from "../adapters/confluent-cloud/clusters.ts";
import { leaseKey, untilUsable } from "../adapters/confluent-cloud/lease.ts";
import { CloudRest } from "../adapters/confluent-cloud/rest.ts";
import { loadConnection } from "../adapters/credentials/load-connection.ts";
import { loadCredentials } from "../adapters/credentials/load-credentials.ts";
import type { Journal } from "../adapters/journal.ts";
import { KafkaAdmin } from "../adapters/kafka/admin.ts";
import type { Undo } from "../adapters/undo.ts";
import type { Connection } from "../cluster/connection.ts";
import type { Variables } from "../cluster/environment-settings.ts";
import type { Credentials } from "../credentials/credentials.ts";
import { UserError } from "../errors.ts";

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
  readonly undo: Undo;
  /** No other run has it. */
  readonly runId: string;
  /** Told what the user should know. */
  readonly say: (message: string) => void;
}

/**
 * The cluster that flags and variables mean, connected: a bootstrap address; else one that credentials
 * are given for; else one of Confluent Cloud, by a key that is made for this run.
 *
 * The admin is closed at the end.
 */
export async function connect(
  flags: ConnectFlags,
  context: ConnectContext,
): Promise<{ connection: Connection; admin: KafkaAdmin }> {
  const { variables, undo, say } = context;
  const credentials = isAddressed(flags, variables) ? undefined : await loadCredentials(variables);
  if (credentials === undefined) {
    const { connection, notes } = loadConnection(flags, variables);
    for (const note of notes) say(note);
    return { connection, admin: adminOf(connection, undo) };
  }
  if (credentials.kind === "logins") {
    const { connection } = chooseCluster(credentials.logins.map(asChoice), flags.cluster);
    return { connection, admin: adminOf(connection, undo) };
  }
  return connectToCloud(credentials, flags, context);
}

/** Whether they name brokers, so that no credentials are looked for. */
export function isAddressed({ bootstrap, config }: ConnectFlags, variables: Variables): boolean {
  return [bootstrap, config, variables.KAFKA_BOOTSTRAP_SERVERS].some((one) => one !== undefined);
}

function adminOf(connection: Connection, undo: Undo): KafkaAdmin {
  const admin = new KafkaAdmin(connection);
  undo.push("close the connection", () => admin.close());
  return admin;
}

async function connectToCloud(
  { cloud, filters, principalId }: Extract<Credentials, { kind: "cloud" }>,
  { cluster }: ConnectFlags,
  { cloudUrl, journal, undo, runId, say }: ConnectContext,
): Promise<{ connection: Connection; admin: KafkaAdmin }> {
  const rest = new CloudRest(cloud, { baseUrl: cloudUrl });
  const clusters = await listClusters(rest, filters);
  const chosen = chooseCluster(clusters.map(nameCluster), cluster);
  const options = { rest, ownerId: principalId, journal, undo, runId };
  const connection = await leaseKey(chosen.cluster, options);
  say(`made an API key for ${chosen.name}, which is deleted at the end`);
  const admin = adminOf(connection, undo);
  await untilUsable(() => admin.describe(), { ...PROPAGATION, signal: undo.signal });
  return { connection, admin };
}

interface Choice {
  readonly id: string;
  /** For people. */
  readonly name: string;
}

function asChoice<Login extends { readonly clusterId: string }>(login: Login): Login & Choice {
  return { ...login, id: login.clusterId, name: login.clusterId };
}

function nameCluster(cluster: CloudCluster): Choice & { cluster: CloudCluster } {
  const { id, name, environmentId, environmentName } = cluster;
  return { id, name: `${id} (${name}, in ${environmentId} ${environmentName})`, cluster };
}

/** The only one, or the one that is wanted. */
function chooseCluster<One extends Choice>(all: readonly One[], wanted: string | undefined): One {
  const fitting = wanted === undefined ? all : all.filter(({ id }) => id === wanted);
  const [only] = fitting;
  if (only !== undefined && fitting.length === 1) return only;
  const names = all.slice(0, MAX_LISTED).map(({ name }) => name);
  const more = all.length > MAX_LISTED ? [`and ${all.length - MAX_LISTED} more`] : [];
  throw new UserError({
    what:
      all.length === 0
        ? "these credentials see no cluster, or the filters leave none"
        : `${wanted === undefined ? "several clusters" : `no cluster ${wanted}`} in what these credentials see`,
    where: wanted === undefined ? undefined : "--cluster",
    excerpt: [...names, ...more].join("\n") || undefined,
    next: "Choose one with --cluster lkc-…, or with KAFKA_CLUSTER_FILTER.",
  });
}
