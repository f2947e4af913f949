import { Brake } from "#live/adapters/kafka/reading/brake.ts";
import type { RecommendSettings } from "#live/core/recommendation/settings.ts";
import { meteredSource } from "./metered-source.ts";
import type { RecommendContext } from "./recommend.ts";
import { sampledSource } from "./sampled-source.ts";

type Source = RecommendContext["source"];

/** The traffic sources of the chosen method. */
export function trafficSources(
  settings: RecommendSettings,
  env: NodeJS.ProcessEnv,
): (signal: AbortSignal) => Source {
  if (settings.method === "metrics") return () => metered(settings, env);
  const brake = new Brake(settings.maxBytesPerSecond);
  return (signal) => (_target, _clusterId, cluster) => {
    return sampledSource({ ...cluster, brake, settings, signal });
  };
}

/** The URL, for private gateways and tests, comes only from the environment: a key is sent there. */
function metered(settings: RecommendSettings, env: NodeJS.ProcessEnv): Source {
  const options = { baseUrl: env.CONFLUENT_CLOUD_METRICS_URL };
  return ({ cloud }, clusterId, { admin }) =>
    meteredSource({ admin, clusterId, cloud, settings, options });
}
