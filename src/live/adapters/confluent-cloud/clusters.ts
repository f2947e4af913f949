import { type Filters, isWanted } from "#live/core/credentials/credentials.ts";
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

/** Every cluster that the key sees and the filters want, in all environments. */
export async function listClusters(rest: CloudRest, filters: Filters): Promise<CloudCluster[]> {
  try {
    const environments = (await rest.list("/org/v2/environments")).map(environmentOf);
    const wanted = environments.filter(({ id }) => isWanted(filters.environmentIds, id));
    const found = await Promise.all(wanted.map((environment) => clustersOf(rest, environment)));
    return found.flat().filter(({ id }) => isWanted(filters.clusterIds, id));
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
    // One that is being made has none yet.
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

/** The public endpoint before private ones; the field of old, which is deprecated, at last. */
function bootstrapOf({ endpoints = {}, kafka_bootstrap_endpoint: old }: Spec) {
  const all = Object.values(endpoints);
  const chosen = all.find(({ connection_type: type }) => type === "PUBLIC") ?? all[0];
  const address = chosen?.kafka_bootstrap_endpoint ?? old;
  if (typeof address !== "string" || address === "") return undefined;
  return address.split(",").map((one) => one.trim().replace(/^[A-Z_]+:\/\//, ""));
}
