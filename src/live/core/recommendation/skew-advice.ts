import { percent, plural, whole } from "#core/text/format.ts";
import { type Advice, note } from "./advice-text.ts";
import { bytesPerSecond } from "./rate.ts";
import type { KnownTopic } from "./result.ts";
import { largestTried, type Skew } from "./skew-outcome.ts";

/** A partition is hot from this multiple of an even share on. */
const HOT = 2;
/** With fewer records, some partition has that much by chance. */
const MIN_RECORDS = 100;

type Facts = Pick<KnownTopic, "traffic" | "recommendation">;

/** Whether one partition gets much more than the others. */
export function isHot({ traffic: { partitions }, recommendation }: Facts): boolean {
  const { observed, records } = recommendation;
  if (observed === undefined || partitions < 2 || records < MIN_RECORDS) return false;
  const share = Math.max(observed.byRecords.share, observed.byBytes.share);
  return share * partitions >= HOT;
}

/** The hottest partition as it is. */
export function hotPartition(facts: Facts): Advice[] {
  const { observed } = facts.recommendation;
  if (observed === undefined || !isHot(facts)) return [];
  const { byRecords, byBytes } = observed;
  const { partitions } = facts.traffic;
  const records = `${percent(byRecords.share)} of the records`;
  const bytes = `${percent(byBytes.share)} of the bytes`;
  const isSame = byRecords.partition === byBytes.partition;
  const parts = [
    ...(isSame || byRecords.share * partitions >= HOT
      ? [`${byRecords.partition} has ${records}`]
      : []),
    ...(isSame ? [`and ${bytes}`] : []),
    ...(!isSame && byBytes.share * partitions >= HOT ? [`${byBytes.partition} has ${bytes}`] : []),
  ];
  const even = percent(1 / partitions);
  const text = `Partition ${parts.join(isSame ? " " : ", and partition ")}; an even share would be ${even}.`;
  return [note("hot-partition", text)];
}

/** What the keys mean for the count. */
export function skewAdvice(facts: Facts): Advice[] {
  const { skew } = facts.recommendation;
  if (skew === undefined) return [];
  return [...outcomeAdvice(facts, skew), ...placementAdvice(facts)];
}

function outcomeAdvice(facts: Facts, skew: Skew): Advice[] {
  const { recommendedPartitions, partitionsByThroughput, capacity } = facts.recommendation;
  const rate = `${bytesPerSecond(capacity.bytesPerSecond)} per partition`;
  if (skew.outcome === "hot key") {
    return [
      note(
        "hot-key",
        `A single key has ${shareOfKey(skew)}, which at the required rate is more than a consumer can read (${rate}): no partition count helps. Split that key (with a salt or a compound key), aggregate its records before sending, or move it to its own topic.`,
      ),
    ];
  }
  if (skew.outcome === "uneven") {
    const largest = whole(largestTried(partitionsByThroughput));
    return [
      note(
        "uneven-keys",
        `With any count up to ${largest}, the hottest partition would get more than a consumer can read (${rate}) at the required rate; with the recommended count it gets ${percent(skew.simulated?.bytes ?? 1)} of the bytes. There are too few keys, or they are too uneven. Use a key with more values, or faster consumers.`,
      ),
    ];
  }
  if (skew.outcome === "unexplained") return [unexplained(facts)];
  if (recommendedPartitions === partitionsByThroughput) return [];
  return [
    note(
      "skew",
      `Throughput needs ${plural(partitionsByThroughput, "partition")}; ${whole(recommendedPartitions)} is the smallest count at which a consumer can read the hottest partition (${rate}).`,
    ),
  ];
}

function shareOfKey({ hottestKey: { records, bytes } }: Skew): string {
  return percent(records) === percent(bytes)
    ? `${percent(records)} of the records`
    : `${percent(bytes)} of the bytes`;
}

function unexplained({ recommendation }: Facts): Advice {
  const { placedBy, reason } = recommendation;
  const nearest = placedBy?.nearest;
  const closest =
    nearest === undefined
      ? ""
      : ` (the closest, ${nearest.name}, explains ${percent(nearest.recordShare)} of the sampled records)`;
  const count = reason === "now" ? "the current one" : "for the throughput only";
  return note(
    "unexplained-partitions",
    `No known partitioner explains where its keys are${closest}, so how they would spread over another number of partitions is unknown, and no count is promised: the one shown is ${count}. Its producer may choose partitions without hashing the key, or partitions were added in the time examined.`,
  );
}

/** Where the partitioner is not what one would expect. */
function placementAdvice({ traffic, recommendation }: Facts): Advice[] {
  const { placedBy, recommendedPartitions, reason } = recommendation;
  if (placedBy === undefined) return [];
  const { basis, refuted, names } = placedBy;
  const advice: Advice[] = [];
  if (refuted !== undefined) {
    const by = names.length === 0 ? "" : `, but ${names.join(" and ")} does`;
    advice.push(
      note(
        "other-partitioner",
        `The contract's partitioner, ${refuted}, does not explain where its keys are${by}: correct the contract, or the producer.`,
      ),
    );
  }
  const matters = reason === "skew" || recommendedPartitions > traffic.partitions;
  if (basis === "assumed" && matters) {
    const why = traffic.partitions === 1 ? "One partition does" : "So few keys do";
    advice.push(
      note(
        "assumed-partitioner",
        `${why} not show which partitioner its clients use: ${names.join(", ")} is assumed.`,
      ),
    );
  }
  return advice;
}

/** Whether a consumer can read the hottest partition as it is. */
export function fitsNow({ traffic, recommendation }: Facts, factor: number): boolean {
  const { observed, capacity, peakBytesPerSecond } = recommendation;
  const share = observed?.byBytes.share ?? 1 / traffic.partitions;
  return share * peakBytesPerSecond * factor <= capacity.bytesPerSecond * (1 + 1e-9);
}
