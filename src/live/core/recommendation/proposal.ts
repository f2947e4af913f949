import type { TopicContract } from "#core/contract/contract.ts";
import { plural, whole } from "#core/text/format.ts";
import { type KnownTopic, numbersOf } from "./result.ts";

/** Proposed partition counts for a contract. */
export interface Proposal {
  /** Counts that differ from the contract's, by topic. */
  readonly counts: ReadonlyMap<string, number>;
  /** One note per topic that changes or is unknown. */
  readonly notes: readonly string[];
}

/** Never proposes fewer partitions than a topic has, because Kafka cannot remove any. */
export function proposePartitions(
  contracts: readonly TopicContract[],
  known: readonly KnownTopic[],
): Proposal {
  const byName = new Map(known.map((topic) => [topic.topic, topic]));
  const counts = new Map<string, number>();
  const notes: string[] = [];
  for (const { topic, partitions } of contracts) {
    const found = byName.get(topic);
    if (found === undefined) {
      notes.push(`${topic}: not found on this cluster`);
      continue;
    }
    const now = found.traffic.partitions;
    const proposed = Math.max(now, numbersOf(found).recommendedPartitions);
    const stale = partitions === now ? "" : ` (the contract has ${whole(partitions)})`;
    if (proposed !== partitions) {
      counts.set(topic, proposed);
      const change =
        proposed === now
          ? plural(now, "partition")
          : `${whole(now)} → ${plural(proposed, "partition")}`;
      notes.push(`${topic}: ${change}${stale}`);
    }
  }
  return { counts, notes };
}
