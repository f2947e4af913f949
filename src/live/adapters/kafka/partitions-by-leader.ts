import type { Leaders } from "./reading/brokers.ts";

/** Numbers of partitions by topic. */
export type Partitions = Map<string, number[]>;

/** The partitions that have a leader, by its id: what to ask each broker. */
export function partitionsByLeader(leaders: Leaders): Map<number, Partitions> {
  const byLeader = new Map<number, Partitions>();
  for (const [topic, { ids }] of leaders) {
    ids.forEach((leader, partition) => {
      if (leader < 0) return;
      const ofLeader: Partitions = byLeader.get(leader) ?? new Map();
      const ofTopic = ofLeader.get(topic) ?? [];
      ofTopic.push(partition);
      byLeader.set(leader, ofLeader.set(topic, ofTopic));
    });
  }
  return byLeader;
}
