import { loadClient } from "#live/adapters/kafka/native-client.ts";
import type { RecommendSettings } from "#live/core/recommendation/settings.ts";
import { meteredSource } from "./metered-source.ts";
import type { RecommendContext } from "./recommend.ts";
import { SampledSource } from "./sampled-source.ts";

type Source = RecommendContext["source"];

/**
 * Where the traffic of clusters is known from, by the method that is wanted.
 *
 * @throws UserError where the client that this takes is not installed
 */
export function trafficSources(
  settings: RecommendSettings,
  env: NodeJS.ProcessEnv,
): (signal: AbortSignal) => Source {
  // Metrics are asked for without it.
  if (settings.method === "metrics") return () => metered(settings, env);
  const client = loadClient(env);
  return (signal) => (_target, _clusterId, cluster) => (topics) =>
    SampledSource.start({ ...cluster, client, settings, signal }, topics);
}

/** Of a private gateway, and of tests: from the environment alone, since a key goes there. */
function metered(settings: RecommendSettings, env: NodeJS.ProcessEnv): Source {
  const options = { baseUrl: env.CONFLUENT_CLOUD_METRICS_URL };
  return ({ cloud }, clusterId, { admin }) =>
    meteredSource({ admin, clusterId, cloud, settings, options });
}
