import { type Filters, isSelected } from "#live/core/credentials/credentials.ts";
import { explainCloudFailure } from "./cloud-failure.ts";
import type { CloudRest } from "./rest.ts";

export interface CloudCluster {
  /** `lkc-…` */
  readonly id: string;
  readonly name: string;
  /** `env-…` */
  readonly environmentId: string;
  readonly environmentName: string;
  /** `host:port,…` */
  readonly bootstrap: readonly string[];
}

/** All clusters that the key can see and that pass the filters, in all environments. */
export async function listClusters(rest: CloudRest, filters: Filters): Promise<CloudCluster[]> {
  try {
    const environments = (await rest.list("/org/v2/environments")).map(environmentOf);
    const selected = environments.filter(({ id }) => isSelected(filters.environmentIds, id));
    const found = await Promise.all(selected.map((environment) => clustersOf(rest, environment)));
    return found.flat().filter(({ id }) => isSelected(filters.clusterIds, id));
  } catch (error) {
    throw explainCloudFailure(error, "list the clusters");
  }
}

interface Environment {
  readonly id: string;
  readonly name: string;
}

function environmentOf(item: unknown): Environment {
  const { id, display_name } = item as Record<string, unknown>;
  return { id: String(id), name: String(display_name ?? id) };
}

async function clustersOf(rest: CloudRest, { id, name }: Environment): Promise<CloudCluster[]> {
  const clusters = await rest.list("/cmk/v2/clusters", { environment: id });
  return clusters.flatMap((item) => {
    const { id: clusterId, spec } = item as { id?: unknown; spec?: Spec };
    const bootstrap = bootstrapOf(spec ?? {});
    // A cluster that is being provisioned has none yet.
    if (typeof clusterId !== "string" || bootstrap === undefined) return [];
    const display = typeof spec?.display_name === "string" ? spec.display_name : clusterId;
    return [{ id: clusterId, name: display, environmentId: id, environmentName: name, bootstrap }];
  });
}

interface Spec {
  readonly display_name?: unknown;
  readonly kafka_bootstrap_endpoint?: unknown;
  readonly endpoints?: Readonly<Record<string, Endpoint>>;
}

interface Endpoint {
  readonly kafka_bootstrap_endpoint?: unknown;
  readonly connection_type?: unknown;
}

/** Prefers the public endpoint, then any other, then the deprecated field. */
function bootstrapOf({ endpoints = {}, kafka_bootstrap_endpoint: deprecated }: Spec) {
  const all = Object.values(endpoints);
  const chosen = all.find(({ connection_type: type }) => type === "PUBLIC") ?? all[0];
  const address = chosen?.kafka_bootstrap_endpoint ?? deprecated;
  if (typeof address !== "string" || address === "") return undefined;
  return address.split(",").map((server) => server.trim().replace(/^[A-Z_]+:\/\//, ""));
}
