import { loadClient } from "#live/adapters/kafka/native-client.ts";
import type { RecommendSettings } from "#live/core/recommendation/settings.ts";
import { meteredSource } from "./metered-source.ts";
import type { RecommendContext } from "./recommend.ts";
import { SampledSource } from "./sampled-source.ts";

type Source = RecommendContext["source"];

/**
 * The traffic sources of the chosen method.
 *
 * @throws UserError if the native client that it needs is not installed
 */
export function trafficSources(
  settings: RecommendSettings,
  env: NodeJS.ProcessEnv,
): (signal: AbortSignal) => Source {
  // The Metrics API does not need the native client.
  if (settings.method === "metrics") return () => metered(settings, env);
  const client = loadClient(env);
  return (signal) => (_target, _clusterId, cluster) => (topics) =>
    SampledSource.start({ ...cluster, client, settings, signal }, topics);
}

/** The URL, for private gateways and tests, comes only from the environment: a key is sent there. */
function metered(settings: RecommendSettings, env: NodeJS.ProcessEnv): Source {
  const options = { baseUrl: env.CONFLUENT_CLOUD_METRICS_URL };
  return ({ cloud }, clusterId, { admin }) =>
    meteredSource({ admin, clusterId, cloud, settings, options });
}
