import { percent, whole } from "#core/text/format.ts";
import { bytesPerSecond } from "#live/core/recommendation/rate.ts";
import {
  type ClusterResult,
  type KnownTopic,
  numbersOf,
  type TopicRecommendation,
} from "#live/core/recommendation/result.ts";

const UNKNOWN = "–";

interface Column {
  readonly id: string;
  readonly title: string;
  /** The value to sort by; undefined is last in both directions. */
  value(topic: KnownTopic): number | undefined;
  text(topic: KnownTopic): string;
}

/** The columns after the topic's name. */
export function columnsFor({ settings }: Pick<ClusterResult, "settings">): Column[] {
  const isLegacy = settings.formula === "seed";
  const bytes = (value: number) =>
    isLegacy ? bytesPerSecond(value).replace("/s", "") : bytesPerSecond(value);
  return [
    column("now", "Now", ({ traffic }) => traffic.partitions, whole),
    column("recommended", "Recommended", (topic) => numbersOf(topic).recommendedPartitions, whole),
    column("change", "Change", changeOf, signed),
    column(
      "peak",
      "Peak",
      ({ recommendation }) => recommendation.peakBytesPerSecond,
      bytesPerSecond,
    ),
    column("required", "Required", (topic) => numbersOf(topic).requiredBytes, bytes),
    column("consumer", "Consumer capacity", (topic) => numbersOf(topic).consumerBytes, bytes),
    ...skewColumns(),
  ];
}

function skewColumns(): Column[] {
  return [
    column(
      "key",
      "Hottest key",
      ({ recommendation: { skew } }) => skew?.hottestKey.records,
      percent,
    ),
    column(
      "partition",
      "Hottest partition",
      ({ recommendation: { observed } }) => observed?.byRecords.share,
      percent,
    ),
    column(
      "bytes",
      "By bytes",
      ({ recommendation: { observed } }) => observed?.byBytes.share,
      percent,
    ),
    column(
      "simulated",
      "Simulated",
      ({ recommendation: { skew } }) => skew?.simulated?.records,
      percent,
    ),
  ];
}

function column(
  id: string,
  title: string,
  value: Column["value"],
  format: (value: number) => string,
): Column {
  const text = (topic: KnownTopic) => {
    const found = value(topic);
    return found === undefined ? UNKNOWN : format(found);
  };
  return { id, title, value, text };
}

/** How many partitions to add; negative if the topic has more than it needs. */
export function changeOf(topic: KnownTopic): number {
  return numbersOf(topic).recommendedPartitions - topic.traffic.partitions;
}

function signed(change: number): string {
  return change > 0 ? `+${whole(change)}` : whole(change).replace("-", "−");
}

export interface Sorting {
  /** A column's id, or `topic`. */
  readonly by: string;
  readonly isDescending: boolean;
}

/** Topics whose names contain the filter, sorted; unknown ones are last. */
export function rowsOf(
  result: ClusterResult,
  filter: string,
  { by, isDescending }: Sorting,
): TopicRecommendation[] {
  const wanted = filter.trim().toLowerCase();
  const found = result.topics.filter(({ topic }) => topic.toLowerCase().includes(wanted));
  const chosen = columnsFor(result).find(({ id }) => id === by);
  const sign = isDescending ? -1 : 1;
  return found.toSorted((a, b) => {
    const byName = a.topic < b.topic ? -1 : 1;
    if (chosen === undefined) return sign * byName;
    const [x, y] = [a, b].map((one) => (one.status === "error" ? undefined : chosen.value(one)));
    if (x === undefined || y === undefined) {
      return Number(x === undefined) - Number(y === undefined) || byName;
    }
    return sign * (x - y) || byName;
  });
}
