import type { Needs } from "./recommend.ts";
import { ratesOf, type TopicTraffic } from "./traffic.ts";

/** The results of the legacy formula. */
export interface LegacyNumbers {
  readonly records: number;
  /** Total bytes, which the original recommender calls throughput. */
  readonly consumer: number;
  readonly required: number;
  readonly recommendedPartitions: number;
}

/**
 * The formula of the original recommender, for comparison. Its consumer throughput is all offsets of
 * the log × the mean size, and its required throughput is that × the factor, so that the quotient is
 * always the factor.
 */
export function legacyNumbers(
  traffic: TopicTraffic,
  { factor, minBytesPerSecond, minPartitions }: Needs,
): LegacyNumbers {
  const { logOffsets } = traffic;
  const consumer = logOffsets * meanBytesOf(traffic);
  const required = consumer * factor;
  const isSmall = required < minBytesPerSecond || consumer === 0;
  const recommendedPartitions = isSmall ? minPartitions : roundHalfToEven(required / consumer);
  return { records: logOffsets, consumer, required, recommendedPartitions };
}

/** Mean record size, from the sample or from all that was counted. */
function meanBytesOf(traffic: TopicTraffic): number {
  if (traffic.sample !== undefined) return traffic.sample.meanBytes;
  const { records, bytes } = ratesOf(traffic);
  return records === 0 ? 0 : bytes / records;
}

/** Python's round(). */
function roundHalfToEven(value: number): number {
  const whole = Math.round(value);
  return Math.abs(value % 1) === 0.5 && whole % 2 !== 0 ? whole - 1 : whole;
}
