import { setting as mention } from "#core/errors/phrase.ts";
import type { SettingId } from "#core/errors/plain-words.ts";
import { UserError } from "#core/errors/user-error.ts";
import { count } from "#core/values/count.ts";
import { decimalNumber } from "#core/values/decimal.ts";
import { duration } from "#core/values/duration.ts";
import { size } from "#core/values/size.ts";
import type { ValueKind } from "#core/values/value.ts";
import type { Variables } from "../cluster/environment-settings.ts";
import { textOf } from "../credentials/variables.ts";
import { DEFAULT_MAX_RATE, maxRate } from "../records/max-rate.ts";

/** A number from a user's option, or otherwise from a variable. */
interface NumberSetting {
  readonly setting: SettingId;
  /** The original recommender's variable. */
  readonly variable?: string;
  readonly otherwise: number;
  readonly kind: ValueKind<number>;
}

const MEBIBYTE = 1024 * 1024;

/** The numeric settings. */
export const numbers = {
  factor: {
    setting: "factor",
    variable: "REQUIRED_CONSUMPTION_THROUGHPUT_FACTOR",
    otherwise: 3,
    kind: decimalNumber({ min: 0.01, max: 10_000 }),
  },
  minBytesPerSecond: {
    setting: "minThroughput",
    variable: "MIN_CONSUMPTION_THROUGHPUT",
    otherwise: 10 * MEBIBYTE,
    kind: size({ min: 0, max: 1e15 }),
  },
  minPartitions: {
    setting: "minPartitions",
    variable: "MIN_RECOMMENDED_PARTITIONS",
    otherwise: 6,
    kind: count({ min: 1, max: 100_000 }),
  },
  consumerThroughput: {
    setting: "consumerThroughput",
    otherwise: 10 * MEBIBYTE,
    kind: size({ min: 1, max: 1e15 }),
  },
  maxBytesPerSecond: { setting: "maxRate", otherwise: DEFAULT_MAX_RATE, kind: maxRate },
  samplingDays: {
    setting: "samplingDays",
    variable: "SAMPLING_DAYS",
    otherwise: 7,
    kind: duration("d", { min: 0.001, max: 3_650 }),
  },
  maxSampleRecords: {
    setting: "maxSampleRecords",
    variable: "SAMPLING_BATCH_SIZE",
    otherwise: 10_000,
    kind: count({ min: 1, max: 100_000_000 }),
  },
  maxSampleBytes: {
    setting: "maxSampleBytes",
    otherwise: 64 * MEBIBYTE,
    kind: size({ min: 1, max: 2 ** 40 }),
  },
  sampleTimeoutSeconds: {
    setting: "samplingTimeout",
    variable: "SAMPLING_TIMEOUT_SECONDS",
    otherwise: 10,
    kind: duration("s", { min: 0.1, max: 3_600 }),
  },
  clusterWorkers: {
    setting: "clusterWorkers",
    variable: "MAX_CLUSTER_WORKERS",
    otherwise: 4,
    kind: count({ min: 1, max: 256 }),
  },
  topicWorkers: {
    setting: "topicWorkers",
    variable: "MAX_WORKERS_PER_CLUSTER",
    otherwise: 8,
    kind: count({ min: 1, max: 256 }),
  },
  seed: { setting: "seed", otherwise: 1, kind: count({ min: 0, max: 2 ** 32 - 1 }) },
} as const satisfies Record<string, NumberSetting>;

/** Numeric options as text. */
export type NumberOptions = {
  readonly [Name in (typeof numbers)[keyof typeof numbers]["setting"]]?: string | undefined;
};

/** The number, or undefined if it is not set. @throws UserError */
export function numberOf(
  { setting, variable, otherwise, kind }: NumberSetting,
  given: string | undefined,
  variables: Variables,
): number | undefined {
  const text = given ?? (variable && textOf(variables, variable));
  if (text === undefined) return undefined;
  const value = kind.read(text);
  if (value !== undefined) return value;
  // The text is not shown: it may be a secret in the wrong variable.
  throw new UserError({
    what: `it is not ${kind.form}`,
    where: given === undefined ? variable : mention(setting),
    next: `Leave it out to use ${otherwise}.`,
  });
}
