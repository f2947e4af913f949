import { inWords } from "#core/errors/in-words.ts";
import { type DoorWords, phrase, setting } from "#core/errors/phrase.ts";
import { percent, plural, whole } from "#core/text/format.ts";
import { type Words, words } from "#core/text/words.ts";
import { isByMinimum } from "../minimum-advice.ts";
import { numbers } from "../numbers.ts";
import { bytesPerSecond } from "../rate.ts";
import {
  type ClusterOutcome,
  type ClusterResult,
  type KnownTopic,
  knownTopics,
  numbersOf,
  summarizeCluster,
} from "../result.ts";

const PARTITIONS_FACT =
  "Hottest partition: as it is now; simulated: with the recommended count, by the partitioner that explains where the sampled records are.";
const HOUR_MS = 3_600_000;

/** The outcome in one sentence. */
export function recommendationHeadline(outcome: ClusterOutcome): Words {
  const cluster = { untrusted: outcome.clusterId };
  if (outcome.status === "failed") {
    return words`Cluster ${cluster}: failed. ${{ untrusted: outcome.reason }}`;
  }
  const sums = summarizeCluster(outcome);
  const short = knownTopics(outcome).filter((topic) => {
    return numbersOf(topic).recommendedPartitions > topic.traffic.partitions;
  });
  const few = short.filter((topic) => isByMinimum(topic)).length;
  const need = needText(short.length - few);
  const fewer =
    few === 0 ? "" : `, ${whole(few)} ${few === 1 ? "has" : "have"} fewer than the minimum`;
  const failed = sums.failedTopics === 0 ? "" : `, ${whole(sums.failedTopics)} could not be read`;
  return words`Cluster ${cluster}: ${plural(sums.topics, "topic")}, ${need}${fewer}${failed}.`;
}

function needText(short: number): string {
  if (short === 0) return "none needs more partitions";
  return short === 1 ? "1 needs more partitions" : `${whole(short)} need more partitions`;
}

/** How the numbers were obtained. */
export function recommendationFacts(result: ClusterResult, doorWords: DoorWords): Words[] {
  const { settings, tookMs } = result;
  const sums = summarizeCluster(result);
  const { factor, minBytesPerSecond, minPartitions, formula } = settings;
  const seconds = (tookMs / 1000).toFixed(1);
  const filter: Words =
    settings.topicFilter.length === 0
      ? ""
      : words` Only topics with ${{ untrusted: settings.topicFilter.join(", ") }} in their names.`;
  return [
    words`${plural(sums.partitions, "partition")} now, ${whole(sums.recommendedPartitions)} recommended; ${plural(sums.activeTopics, "topic")} with traffic; took ${seconds} s.${filter}`,
    basis(result),
    formula === "seed"
      ? "Legacy formula, for comparison: it divides a total × the factor by the same total, and so recommends the factor, whatever the traffic."
      : `${capacityFact(result, doorWords)} Required: peak rate × ${factor}, at least ${bytesPerSecond(minBytesPerSecond)}. Recommended: required ÷ consumer throughput per partition, rounded up, at least ${minPartitions}; raised if the hottest partition would exceed the consumer throughput.`,
    ...(settings.method === "metrics" ? [] : [PARTITIONS_FACT]),
  ];
}

/** Where the consumer throughput, the most important number, comes from. */
function capacityFact({ settings, topics }: ClusterResult, doorWords: DoorWords): string {
  const { consumerThroughput: given } = settings;
  if (typeof given === "number") {
    return `Consumer throughput: ${bytesPerSecond(given)}, as configured.`;
  }
  const assumed = bytesPerSecond(numbers.consumerThroughput.otherwise);
  if (given === undefined) {
    const text = phrase`Consumer throughput: ${assumed}, the default (set yours with ${setting("consumerThroughput")}).`;
    return inWords(text, doorWords);
  }
  const isAssumed = ({ recommendation }: KnownTopic) =>
    recommendation.capacity.source === "default";
  const count = knownTopics({ topics }).filter(isAssumed).length;
  const rest =
    count === 0 ? "" : `; the default for ${plural(count, "topic")} with too little data`;
  return `Consumer throughput: measured by reading from here${rest}.`;
}

function basis({ settings, topics }: ClusterResult): Words {
  const days = settings.samplingDays;
  const known = knownTopics({ topics });
  const spans = known.flatMap(({ traffic }) => traffic.buckets.map((b) => b.endMs - b.startMs));
  const widest = spans.reduce((most, span) => Math.max(most, span), 0);
  const span = widest === 0 ? "" : ` per ${hours(widest)}`;
  if (settings.method === "metrics") {
    return `Bytes and records as the Metrics API counted them${span} over ${whole(days)} days. Keys are unknown.`;
  }
  const records = known.reduce((sum, { traffic }) => sum + (traffic.sample?.records ?? 0), 0);
  const all = known.reduce((sum, { recommendation }) => sum + recommendation.records, 0);
  const share = all === 0 ? "" : ` (${percent(Math.min(1, records / all))})`;
  const sizes = known.some(({ traffic }) => traffic.logBytes !== undefined)
    ? "; checked against the size of the logs"
    : "";
  return `Rates from offsets${span}, over ${days === 1 ? "a day" : `${days} days`} or the topic's retention; sizes and keys from ${plural(records, "sampled record")}${share}${sizes}. An estimated peak has its 95 % confidence interval in brackets.`;
}

function hours(spanMs: number): string {
  const value = spanMs / HOUR_MS;
  return value >= 0.95
    ? `${value.toFixed(value < 10 ? 1 : 0).replace(".0", "")} h`
    : `${Math.max(1, Math.round(value * 60))} min`;
}
