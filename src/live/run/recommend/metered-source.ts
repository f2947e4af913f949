import { phrase, setting } from "#core/errors/phrase.ts";
import { UserError } from "#core/errors/user-error.ts";
import { CloudMetrics, type MetricsOptions } from "#live/adapters/confluent-cloud/metrics.ts";
import type { ClusterAdmin } from "#live/core/cluster/cluster.ts";
import type { CloudCredential } from "#live/core/credentials/credentials.ts";
import {
  type MeteredCluster,
  meteredTraffic,
  meteredWindow,
} from "#live/core/recommendation/metered-traffic.ts";
import type { RecommendSettings } from "#live/core/recommendation/settings.ts";
import { capacityOf } from "./measure-capacity.ts";
import { isCompacted, topicConfigs } from "./topic-configs.ts";
import type { SourceStart } from "./traffic-source.ts";

export interface MeteredSourceOptions {
  readonly admin: ClusterAdmin;
  readonly clusterId: string;
  readonly cloud: CloudCredential | undefined;
  readonly settings: RecommendSettings;
  readonly options?: MetricsOptions;
}

/** Traffic as counted by Confluent Cloud: one query per metric for all topics. */
export function meteredSource({
  admin,
  clusterId,
  cloud,
  settings,
  options,
}: MeteredSourceOptions): SourceStart {
  if (cloud === undefined) throw noCredential();
  const metrics = new CloudMetrics(cloud, options);
  let reading: Promise<MeteredCluster> | undefined;
  return async () => {
    reading ??= readMetered(metrics, clusterId, settings);
    const metered = await reading;
    const capacity = capacityOf(settings.consumerThroughput);
    return {
      async trafficOf(topics) {
        const configs = await topicConfigs(topics, admin);
        return topics.map(({ name: topic, partitions }) => {
          const facts = { topic, partitions, isCompacted: isCompacted(configs.get(topic)) };
          return { traffic: meteredTraffic(facts, metered), capacity };
        });
      },
      end: async () => undefined,
    };
  };
}

/** Queries one metric after another: the API allows few requests a minute. */
async function readMetered(
  metrics: CloudMetrics,
  clusterId: string,
  { samplingDays }: RecommendSettings,
): Promise<MeteredCluster> {
  const window = meteredWindow(Date.now(), samplingDays);
  const span = { clusterId, ...window };
  return {
    window,
    receivedBytes: await metrics.hourly("received_bytes", span),
    receivedRecords: await metrics.hourly("received_records", span),
    sentBytes: await metrics.hourlyIfAny("sent_bytes", span),
    sentRecords: await metrics.hourlyIfAny("sent_records", span),
    hotIngress: await metrics.hourlyIfAny("hot_partition_ingress", span),
    hotEgress: await metrics.hourlyIfAny("hot_partition_egress", span),
  };
}

function noCredential(): UserError {
  return new UserError({
    what: "the Metrics API of Confluent Cloud needs a Cloud API key, and none is set",
    where: setting("method", "metrics"),
    next: phrase`Set CONFLUENT_CLOUD_CREDENTIAL (docs/connection.md), or leave ${setting("method")} at its default.`,
  });
}
