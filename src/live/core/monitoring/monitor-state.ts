import type { TopicContract } from "#core/contract/contract.ts";
import type { Observation, ObservedTopic } from "./observation.ts";
import { TopicWatch } from "./topic-watch.ts";

/** What the monitor knows, which observations change and metrics show. */
export class MonitorState {
  readonly topics: readonly TopicWatch[];
  /** When the cluster last answered, in ms since the epoch; undefined before it has. */
  observedMs: number | undefined;
  /** How often it has answered. */
  observations = 0;
  /** Whether it answered the last time. */
  isUp = false;

  constructor(contracts: readonly TopicContract[], windowMs: number) {
    this.topics = contracts.map((contract) => new TopicWatch(contract, windowMs));
  }

  /** Begins the windows with what the offsets were at an earlier time. */
  begin(atMs: number, topics: readonly ObservedTopic[]): void {
    const byName = new Map(topics.map((topic) => [topic.name, topic]));
    for (const watch of this.topics) {
      const topic = byName.get(watch.contract.topic);
      if (topic !== undefined) watch.begin(atMs, topic);
    }
  }

  take({ atMs, topics, details }: Observation): void {
    const byName = new Map(topics.map((topic) => [topic.name, topic]));
    for (const watch of this.topics) {
      watch.take(atMs, byName.get(watch.contract.topic), details);
    }
    this.observedMs = atMs;
    this.observations++;
    this.isUp = true;
  }

  /** The cluster did not answer. */
  miss(): void {
    this.isUp = false;
  }
}
