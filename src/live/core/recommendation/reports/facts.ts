import { type DoorWords, inWords, phrase, setting } from "#core/errors/phrase.ts";
import { percent, plural, whole } from "#core/text/format.ts";
import { type Words, words } from "#core/text/words.ts";
import { bytesPerSecond } from "../advice.ts";
import { numbers } from "../numbers.ts";
import {
  type ClusterOutcome,
  type ClusterResult,
  type KnownTopic,
  knownTopics,
  numbersOf,
  summarize,
} from "../result.ts";

const HOUR_MS = 3_600_000;

/** What came out, in a sentence. */
export function headline(outcome: ClusterOutcome): Words {
  const cluster = { untrusted: outcome.clusterId };
  if (outcome.status === "failed") {
    return words`Cluster ${cluster}: not known. ${{ untrusted: outcome.reason }}`;
  }
  const sums = summarize(outcome);
  const short = knownTopics(outcome).filter((topic) => {
    return numbersOf(topic).recommendedPartitions > topic.traffic.partitions;
  }).length;
  const need = short === 1 ? "1 needs more partitions" : `${whole(short)} need more partitions`;
  const failed = sums.failedTopics === 0 ? "" : `, ${whole(sums.failedTopics)} could not be read`;
  return words`Cluster ${cluster}: ${plural(sums.topics, "topic")}, ${short === 0 ? "none needs more partitions" : need}${failed}.`;
}

/** What the numbers rest on. */
export function facts(result: ClusterResult, doorWords: DoorWords): Words[] {
  const { settings, tookMs } = result;
  const sums = summarize(result);
  const { factor, minBytesPerSecond, minPartitions, formula } = settings;
  const seconds = (tookMs / 1000).toFixed(1);
  const filter: Words =
    settings.topicFilter.length === 0
      ? ""
      : words` Topics with ${{ untrusted: settings.topicFilter.join(", ") }} in their names.`;
  return [
    words`${plural(sums.partitions, "partition")} now, ${whole(sums.recommendedPartitions)} recommended; ${plural(sums.activeTopics, "topic")} with traffic; looked at for ${seconds} s.${filter}`,
    basis(result),
    formula === "seed"
      ? "By the formula of the Python tool, for comparison: a total divided by itself times the factor. It recommends the factor, whatever the traffic."
      : `${takes(result, doorWords)} Required: the busiest span's rate × ${factor}, at least ${bytesPerSecond(minBytesPerSecond)}. Recommended: required ÷ what a consumer takes of a partition, rounded up, at least ${minPartitions}; more where the hottest partition would be over that.`,
  ];
}

/** How it is known what a consumer takes: the number that matters most. */
function takes({ settings, topics }: ClusterResult, doorWords: DoorWords): string {
  const { consumerThroughput: given } = settings;
  if (typeof given === "number") return `A consumer takes ${bytesPerSecond(given)}, as given.`;
  const assumed = bytesPerSecond(numbers.consumerThroughput.otherwise);
  if (given === undefined) {
    const text = phrase`A consumer is assumed to take ${assumed} (give yours by ${setting("consumerThroughput")}).`;
    return inWords(text, doorWords);
  }
  const isAssumed = ({ recommendation }: KnownTopic) =>
    recommendation.capacity.source === "default";
  const count = knownTopics({ topics }).filter(isAssumed).length;
  const rest =
    count === 0 ? "" : `; for ${plural(count, "topic")} with too little to read, assumed`;
  return `What a consumer takes was measured by reading here${rest}.`;
}

function basis({ settings, topics }: ClusterResult): Words {
  const days = settings.samplingDays;
  const known = knownTopics({ topics });
  const spans = known.flatMap(({ traffic }) => traffic.buckets.map((b) => b.endMs - b.startMs));
  const widest = spans.reduce((most, span) => Math.max(most, span), 0);
  const span = widest === 0 ? "" : ` in spans of up to ${hours(widest)}`;
  if (settings.method === "metrics") {
    return `Bytes and records as the Metrics API counted them${span} over ${whole(days)} days. Keys are not known.`;
  }
  const records = known.reduce((sum, { traffic }) => sum + (traffic.sample?.records ?? 0), 0);
  const all = known.reduce((sum, { recommendation }) => sum + recommendation.records, 0);
  const share = all === 0 ? "" : ` (${percent(Math.min(1, records / all))})`;
  return `Rates by offsets at points of time${span}, over ${days === 1 ? "a day" : `${days} days`} or the topic's retention; sizes and keys of ${plural(records, "sampled record")}${share}.`;
}

function hours(spanMs: number): string {
  const value = spanMs / HOUR_MS;
  return value >= 0.95
    ? `${value.toFixed(value < 10 ? 1 : 0).replace(".0", "")} h`
    : `${Math.max(1, Math.round(value * 60))} min`;
}
