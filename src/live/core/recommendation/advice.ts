import { percent, plural, whole } from "#core/text/format.ts";
import { type Words, words } from "#core/text/words.ts";
import { mostTried } from "./recommend.ts";
import type { Advice, KnownTopic } from "./result.ts";

const MAX_NAMES = 5;
/** Below, gaps make no difference, nor do late records. */
const MIN_GAPS = 0.01;

interface Facts extends Pick<KnownTopic, "traffic" | "recommendation"> {
  /** Topics that may be joined with this one. */
  readonly coPartitioned: readonly string[];
}

/** What to know about a topic, the gravest first. */
export function adviseOn(facts: Facts): Advice[] {
  const isMore = facts.recommendation.recommendedPartitions > facts.traffic.partitions;
  return [
    ...skewAdvice(facts),
    ...(isMore ? changeAdvice(facts) : fewerAdvice(facts)),
    ...doubts(facts),
  ];
}

function skewAdvice({ recommendation }: Facts): Advice[] {
  const { skew, recommendedPartitions, partitionsByThroughput, capacity } = recommendation;
  if (skew === undefined) return [];
  const takes = `${bytesPerSecond(capacity.bytesPerSecond)} of a partition`;
  if (skew.outcome === "hot key") {
    const share = percent(skew.hottestKeyShare);
    return [
      note(
        "hot-key",
        `One key alone has ${share} of the records, more at the required rate than a consumer takes (${takes}): no partition count helps. What helps: split that key (a salt, or a compound key), sum up its records before they are sent, or give it a topic of its own.`,
      ),
    ];
  }
  if (skew.outcome === "uneven") {
    const most = whole(mostTried(partitionsByThroughput));
    return [
      note(
        "uneven-keys",
        `The hottest partition would have ${percent(skew.hottestPartitionShare)}, more at the required rate than a consumer takes (${takes}), with any count up to ${most}: the keys are too few or too uneven. What helps: a key of more values, or faster consumers.`,
      ),
    ];
  }
  if (recommendedPartitions === partitionsByThroughput) return [];
  return [
    note(
      "skew",
      `By throughput alone ${plural(partitionsByThroughput, "partition")} would do; ${whole(recommendedPartitions)} is the smallest count whose hottest partition stays within what a consumer takes (${takes}).`,
    ),
  ];
}

/** What more partitions do to the keys. */
function changeAdvice({ traffic, recommendation, coPartitioned }: Facts): Advice[] {
  const { partitions, topic, isCompacted } = traffic;
  const { recommendedPartitions, movedKeyShare } = recommendation;
  const advice: Advice[] = [];
  if (movedKeyShare > 0) {
    const moved = `From ${whole(partitions)} to ${plural(recommendedPartitions, "partition")}, ${percent(movedKeyShare)} of the keys go to another partition: their records are out of order while old ones wait, and state that is kept by partition no longer fits.`;
    advice.push(note("moved-keys", moved));
  }
  if (isCompacted) {
    const stay =
      "It is compacted: old records of keys that move stay in their old partition for good, beside the new ones. Copy it to a new topic instead.";
    advice.push(note("compacted", stay));
  }
  if (/-(?:changelog|repartition)$/.test(topic)) {
    const streams =
      "By its name it belongs to Kafka Streams, which makes it as wide as its source: change that one and reset the application.";
    advice.push(note("streams-internal", streams));
  }
  if (coPartitioned.length > 0) {
    const together = words`It has the same frequent keys and as many partitions as ${namesOf(coPartitioned)}: if they are joined, change them together.`;
    advice.push({ id: "co-partitioned", text: together });
  }
  return advice;
}

function fewerAdvice({ traffic, recommendation }: Facts): Advice[] {
  const { recommendedPartitions, skew } = recommendation;
  // Where skew is the trouble, no number of them is enough.
  if (skew !== undefined && skew.outcome !== "fits") return [];
  if (recommendedPartitions >= traffic.partitions) return [];
  const enough = `Its ${plural(traffic.partitions, "partition")} are enough; Kafka takes none away.`;
  return [note("enough", enough)];
}

/** What the numbers do not hold. */
function doubts({ traffic, recommendation }: Facts): Advice[] {
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
    const share = `${percent(gaps)} of the sampled offsets hold no record (compaction, transactions): records are estimated.`;
    advice.push(note("gaps", share));
  }
  const late = sample === undefined ? 0 : sample.late / (sample.records || 1);
  if (late >= MIN_GAPS) {
    const share = `${percent(late)} of the sampled records have earlier times than records before them, and are counted in a later span than theirs: the busiest span's rate may be far too high.`;
    advice.push(note("disordered-times", share));
  }
  if (sample === undefined && recommendation.records === 0 && traffic.logOffsets > 0) {
    const old = `By their times all of its ${plural(traffic.logOffsets, "offset")} are older than the window: it is quiet, or its producer's clock or unit of time is wrong.`;
    advice.push(note("before-window", old));
  }
  if (pendingOffsets > 0) {
    const wait = `${plural(pendingOffsets, "offset")} at the end wait for a transaction that is not over: they are not counted.`;
    advice.push(note("open-transaction", wait));
  }
  if (isCompacted === undefined) {
    const unknown =
      "Its settings may not be read (DescribeConfigs): retention and compaction are not known.";
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

const UNITS = ["B/s", "KiB/s", "MiB/s", "GiB/s", "TiB/s"] as const;

/** 26214400 → `25 MiB/s` */
export function bytesPerSecond(rate: number): string {
  const power = rate < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log2(rate) / 10));
  const value = rate / 1024 ** power;
  const digits = value >= 100 || Number.isInteger(value) ? 0 : value >= 10 ? 1 : 2;
  return `${value.toFixed(digits)} ${UNITS[power]}`;
}
