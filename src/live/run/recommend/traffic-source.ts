import type { TopicDescription } from "#live/core/cluster/cluster.ts";
import type { Capacity } from "#live/core/recommendation/recommend.ts";
import type { TopicTraffic } from "#live/core/recommendation/traffic.ts";

/** What is known of a topic. */
export type TrafficAnswer =
  | { readonly traffic: TopicTraffic; readonly capacity: Capacity }
  | { readonly topic: string; readonly failure: string };

/** Finds out the traffic of topics, some at a time. */
export interface TrafficSource {
  trafficOf(topics: readonly TopicDescription[]): Promise<TrafficAnswer[]>;
  end(): Promise<void>;
}

/** Makes a source for a worker, which will be asked for some of these topics. */
export type SourceStart = (all: readonly TopicDescription[]) => Promise<TrafficSource>;
