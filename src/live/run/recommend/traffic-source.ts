import type { TopicDescription } from "#live/core/cluster/cluster.ts";
import type { Capacity } from "#live/core/recommendation/recommend.ts";
import type { TopicTraffic } from "#live/core/recommendation/traffic.ts";

/** A topic's traffic, or why it is unknown. */
export type TrafficAnswer =
  | { readonly traffic: TopicTraffic; readonly capacity: Capacity }
  | { readonly topic: string; readonly failure: string };

/** Determines the traffic of topics, in batches. */
interface TrafficSource {
  trafficOf(topics: readonly TopicDescription[]): Promise<TrafficAnswer[]>;
  end(): Promise<void>;
}

/** Starts a source for a worker, which will ask for some of these topics. */
export type SourceStart = (all: readonly TopicDescription[]) => Promise<TrafficSource>;
