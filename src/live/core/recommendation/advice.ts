import { percent, plural, whole } from "#core/text/format.ts";
import { type Words, words } from "#core/text/words.ts";
import { byteSize } from "../cluster/byte-size.ts";
import { largestTried } from "./recommend.ts";
import type { Advice, KnownTopic } from "./result.ts";

const MAX_NAMES = 5;
/** Smaller shares of gaps or late records are not worth mentioning. */
const MIN_GAPS = 0.01;

interface Facts extends Pick<KnownTopic, "traffic" | "recommendation"> {
  /** Topics that this one may be joined with. */
  readonly coPartitioned: readonly string[];
}

/** Advice on a topic, the most important first. */
export function adviseOn(facts: Facts): Advice[] {
  const isMore = facts.recommendation.recommendedPartitions > facts.traffic.partitions;
  return [
    ...skewAdvice(facts),
    ...(isMore ? changeAdvice(facts) : fewerAdvice(facts)),
    ...caveats(facts),
  ];
}

function skewAdvice({ recommendation }: Facts): Advice[] {
  const { skew, recommendedPartitions, partitionsByThroughput, capacity } = recommendation;
  if (skew === undefined) return [];
  const rate = `${bytesPerSecond(capacity.bytesPerSecond)} per partition`;
  if (skew.outcome === "hot key") {
    const share = percent(skew.hottestKeyShare);
    return [
      note(
        "hot-key",
        `A single key has ${share} of the records, which at the required rate is more than a consumer can read (${rate}): no partition count helps. Split that key (with a salt or a compound key), aggregate its records before sending, or move it to its own topic.`,
      ),
    ];
  }
  if (skew.outcome === "uneven") {
    const largest = whole(largestTried(partitionsByThroughput));
    return [
      note(
        "uneven-keys",
        `With any count up to ${largest}, the hottest partition would get more than a consumer can read (${rate}) at the required rate; with the recommended count it gets ${percent(skew.hottestPartitionShare)}. There are too few keys, or they are too uneven. Use a key with more values, or faster consumers.`,
      ),
    ];
  }
  if (recommendedPartitions === partitionsByThroughput) return [];
  return [
    note(
      "skew",
      `Throughput needs ${plural(partitionsByThroughput, "partition")}; ${whole(recommendedPartitions)} is the smallest count at which a consumer can read the hottest partition (${rate}).`,
    ),
  ];
}

/** How more partitions affect the keys. */
function changeAdvice({ traffic, recommendation, coPartitioned }: Facts): Advice[] {
  const { partitions, topic, isCompacted } = traffic;
  const { recommendedPartitions, movedKeyShare } = recommendation;
  const advice: Advice[] = [];
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

function fewerAdvice({ traffic, recommendation }: Facts): Advice[] {
  const { recommendedPartitions, skew } = recommendation;
  // If skew is the problem, no number of partitions is enough.
  if (skew !== undefined && skew.outcome !== "fits") return [];
  if (recommendedPartitions >= traffic.partitions) return [];
  const enough = `Its ${plural(traffic.partitions, "partition")} are enough; Kafka cannot remove any.`;
  return [note("enough", enough)];
}

/** What the numbers do not include. */
function caveats({ traffic, recommendation }: Facts): Advice[] {
  const { unread, sample, isCompacted, pendingOffsets = 0 } = traffic;
  const advice: Advice[] = [];
  const reasons = new Map<string, number[]>();
  for (const { partition, reason } of unread) {
    reasons.set(reason, [...(reasons.get(reason) ?? []), partition]);
  }
  for (const [reason, partitions] of reasons) {
    advice.push({
      id: "unread",
      text: words`Not read: ${partitionsOf(partitions)} (${{ untrusted: reason }}).`,
    });
  }
  const gaps = sample === undefined ? 0 : 1 - sample.records / (sample.offsets || 1);
  if (gaps >= MIN_GAPS) {
    const share = `${percent(gaps)} of the sampled offsets contain no record (compaction, transactions): record counts are estimates.`;
    advice.push(note("gaps", share));
  }
  const late = sample === undefined ? 0 : sample.late / (sample.records || 1);
  if (late >= MIN_GAPS) {
    const share = `${percent(late)} of the sampled records have earlier timestamps than records before them, so they are counted too late: the peak may be far too high.`;
    advice.push(note("disordered-times", share));
  }
  if (sample === undefined && recommendation.records === 0 && traffic.logOffsets > 0) {
    const old = `The timestamps of all ${plural(traffic.logOffsets, "offset")} are older than the window: the topic is quiet, or its producer's clock or time unit is wrong.`;
    advice.push(note("before-window", old));
  }
  if (pendingOffsets > 0) {
    const wait = `${plural(pendingOffsets, "offset")} at the end belong to an open transaction and are not counted.`;
    advice.push(note("open-transaction", wait));
  }
  if (isCompacted === undefined) {
    const unknown =
      "This login is not allowed to read its settings (DescribeConfigs): retention and compaction are unknown.";
    advice.push(note("unknown-settings", unknown));
  }
  return advice;
}

function note(id: string, text: string): Advice {
  return { id, text };
}

function namesOf(topics: readonly string[]): Words {
  const shown = topics.slice(0, MAX_NAMES);
  const rest = topics.length - shown.length;
  const named = shown.flatMap((untrusted, i): Words[] => [i === 0 ? "" : ", ", { untrusted }]);
  return rest > 0 ? [...named, ` and ${whole(rest)} more`] : named;
}

function partitionsOf(partitions: readonly number[]): string {
  const shown = partitions.slice(0, 10).join(", ");
  const more = partitions.length > 10 ? ", …" : "";
  return `${partitions.length === 1 ? "partition" : `${partitions.length} partitions:`} ${shown}${more}`;
}

/** 26214400 → `25 MiB/s` */
export function bytesPerSecond(rate: number): string {
  return `${byteSize(rate)}/s`;
}
