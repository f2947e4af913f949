import { setting } from "#core/errors/phrase.ts";
import { plural } from "#core/text/format.ts";
import { type Advice, type AdviceText, advice, note } from "./advice-text.ts";
import { WIDE } from "./peak.ts";
import { rangeText } from "./peak-text.ts";
import { type Needs, partitionsFor } from "./recommend.ts";
import type { KnownTopic } from "./result.ts";

interface Facts extends Pick<KnownTopic, "traffic" | "recommendation"> {
  readonly needs: Needs;
}

/** Where the peak is uncertain. */
export function peakAdvice(facts: Facts): Advice[] {
  const { traffic, recommendation } = facts;
  const { peakRange: range, peakBytesPerSecond: peak } = recommendation;
  if (range === undefined || peak === 0) return [];
  const contradiction = traffic.peak?.contradiction;
  const isWide = (range.high - range.low) / 2 > WIDE * peak;
  if (contradiction === undefined && !isWide) return [];
  const why =
    contradiction === undefined
      ? "Few of its records were read, or their sizes differ much"
      : `The log is ${contradiction} than the sampled sizes explain`;
  const text = advice`${why}: the peak is ${rangeText(range)} (95 % confidence).${more(facts)} To know it better, read more (${setting("maxSampleRecords")}, ${setting("maxSampleBytes")}).`;
  return [note(contradiction === undefined ? "wide-peak" : "log-size", text)];
}

/** What the upper end would need, if that is more. */
function more({ recommendation, needs }: Facts): AdviceText {
  const { peakRange, capacity, recommendedPartitions } = recommendation;
  const count = partitionsFor((peakRange?.high ?? 0) * needs.factor, capacity);
  return count > recommendedPartitions
    ? ` At the upper end, throughput needs ${plural(count, "partition")}.`
    : "";
}
