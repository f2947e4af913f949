import type { TopicContract } from "#core/contract/contract.ts";
import { plural, whole } from "#core/text/format.ts";
import { type KnownTopic, numbersOf } from "./result.ts";

/** What a contract's partition counts should be. */
export interface Proposal {
  /** Counts that differ from the contract's, by topic. */
  readonly counts: ReadonlyMap<string, number>;
  /** A sentence for each of its topics that there is something to say about. */
  readonly notes: readonly string[];
}

/** Kafka takes no partitions away, so that no proposal is below what a topic has. */
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
      notes.push(`${topic}: nothing is known of it on this cluster`);
      continue;
    }
    const now = found.traffic.partitions;
    const wanted = Math.max(now, numbersOf(found).recommendedPartitions);
    const isStale = partitions === now ? "" : ` (the contract has ${whole(partitions)})`;
    if (wanted !== partitions) {
      counts.set(topic, wanted);
      const change =
        wanted === now
          ? plural(now, "partition")
          : `${whole(now)} → ${plural(wanted, "partition")}`;
      notes.push(`${topic}: ${change}${isStale}`);
    }
  }
  return { counts, notes };
}
