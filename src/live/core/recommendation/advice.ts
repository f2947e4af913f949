import { percent, plural, whole } from "#core/text/format.ts";
import { type Words, words } from "#core/text/words.ts";
import { type Advice, note } from "./advice-text.ts";
import { caveats } from "./caveats.ts";
import { minimumAdvice } from "./minimum-advice.ts";
import { peakAdvice } from "./peak-advice.ts";
import type { Needs } from "./recommend.ts";
import type { KnownTopic } from "./result.ts";
import { fitsNow, hotPartition, isHot, skewAdvice } from "./skew-advice.ts";

const MAX_NAMES = 5;

interface Facts extends Pick<KnownTopic, "traffic" | "recommendation" | "legacy"> {
  /** Topics that this one may be joined with. */
  readonly coPartitioned: readonly string[];
  readonly needs: Needs;
}

/** Advice on a topic, the most important first. */
export function adviseOn(facts: Facts): Advice[] {
  const isMore = facts.recommendation.recommendedPartitions > facts.traffic.partitions;
  return [
    ...hotPartition(facts),
    ...skewAdvice(facts),
    ...(isMore ? [...minimumAdvice(facts), ...changeAdvice(facts)] : fewerAdvice(facts)),
    ...peakAdvice(facts),
    ...caveats(facts),
  ];
}

/** How more partitions affect the keys. */
function changeAdvice({ traffic, recommendation, coPartitioned }: Facts): Advice[] {
  const { partitions, topic, isCompacted } = traffic;
  const { recommendedPartitions, movedKeyShare } = recommendation;
  const advice: Advice[] = [];
  if (partitions === 1 && recommendation.records > 0) {
    const order =
      "With one partition, all its records are in order; with more, only those with the same key are.";
    advice.push(note("total-order", order));
  }
  if (movedKeyShare > 0) {
    const moved = `From ${whole(partitions)} to ${plural(recommendedPartitions, "partition")}, ${percent(movedKeyShare)} of the keys move to another partition: their records are out of order until the old ones have been read, and state kept per partition no longer matches.`;
    advice.push(note("moved-keys", moved));
  }
  if (isCompacted) {
    const compacted =
      "It is compacted: old records of keys that move stay in the old partition forever. Copy the topic to a new one instead.";
    advice.push(note("compacted", compacted));
  }
  if (/-(?:changelog|repartition)$/.test(topic)) {
    const streams =
      "By its name, it belongs to Kafka Streams, which gives it as many partitions as its source: change the source and reset the application.";
    advice.push(note("streams-internal", streams));
  }
  if (coPartitioned.length > 0) {
    const together = words`It has the same frequent keys and partition count as ${namesOf(coPartitioned)}: if they are joined, change them together.`;
    advice.push({ id: "co-partitioned", text: together });
  }
  return advice;
}

function fewerAdvice(facts: Facts): Advice[] {
  const { traffic, recommendation, needs } = facts;
  const { recommendedPartitions, skew } = recommendation;
  // If skew is the problem, no number of partitions is enough.
  const isEven = skew === undefined ? !isHot(facts) : skew.outcome === "fits";
  if (!isEven || !fitsNow(facts, needs.factor)) return [];
  if (recommendedPartitions >= traffic.partitions) return [];
  const enough = `Its ${plural(traffic.partitions, "partition")} are enough; Kafka cannot remove any.`;
  return [note("enough", enough)];
}

function namesOf(topics: readonly string[]): Words {
  const shown = topics.slice(0, MAX_NAMES);
  const rest = topics.length - shown.length;
  const named = shown.flatMap((untrusted, i): Words[] => [i === 0 ? "" : ", ", { untrusted }]);
  return rest > 0 ? [...named, ` and ${whole(rest)} more`] : named;
}
