import { setting as mention } from "#core/errors/phrase.ts";
import type { Where } from "#core/errors/place.ts";
import type { Setting } from "#core/errors/plain-words.ts";
import { UserError } from "#core/errors/user-error.ts";
import type { Variables } from "../cluster/environment-settings.ts";
import { textOf } from "../credentials/variables.ts";

/** A number that a user gives, or a variable; what the user gives counts where both do. */
interface NumberSetting {
  readonly setting: Setting;
  /** The Python tool's. */
  readonly variable?: string;
  readonly otherwise: number;
  readonly least: number;
  readonly most: number;
  readonly isWhole?: boolean;
  /** Whether K, M, G may follow, of 1024. */
  readonly isBytes?: boolean;
}

const MEBIBYTE = 1024 * 1024;

/** Each number by its setting and its variable. */
export const numbers = {
  factor: {
    setting: "factor",
    variable: "REQUIRED_CONSUMPTION_THROUGHPUT_FACTOR",
    otherwise: 3,
    least: 0.01,
    most: 10_000,
  },
  minBytesPerSecond: {
    setting: "minThroughput",
    variable: "MIN_CONSUMPTION_THROUGHPUT",
    otherwise: 10 * MEBIBYTE,
    least: 0,
    most: 1e15,
    isBytes: true,
  },
  minPartitions: {
    setting: "minPartitions",
    variable: "MIN_RECOMMENDED_PARTITIONS",
    otherwise: 6,
    least: 1,
    most: 100_000,
    isWhole: true,
  },
  consumerThroughput: {
    setting: "consumerThroughput",
    otherwise: 10 * MEBIBYTE,
    least: 1,
    most: 1e15,
    isBytes: true,
  },
  samplingDays: {
    setting: "samplingDays",
    variable: "SAMPLING_DAYS",
    otherwise: 7,
    least: 0.001,
    most: 3_650,
  },
  maxSampleRecords: {
    setting: "maxSampleRecords",
    variable: "SAMPLING_BATCH_SIZE",
    otherwise: 10_000,
    least: 1,
    most: 100_000_000,
    isWhole: true,
  },
  maxSampleBytes: {
    setting: "maxSampleBytes",
    otherwise: 64 * MEBIBYTE,
    least: 1,
    most: 1e12,
    isBytes: true,
  },
  sampleTimeoutSeconds: {
    setting: "samplingTimeout",
    variable: "SAMPLING_TIMEOUT_SECONDS",
    otherwise: 10,
    least: 0.1,
    most: 3_600,
  },
  clusterWorkers: {
    setting: "clusterWorkers",
    variable: "MAX_CLUSTER_WORKERS",
    otherwise: 4,
    least: 1,
    most: 256,
    isWhole: true,
  },
  topicWorkers: {
    setting: "topicWorkers",
    variable: "MAX_WORKERS_PER_CLUSTER",
    otherwise: 8,
    least: 1,
    most: 256,
    isWhole: true,
  },
  seed: { setting: "seed", otherwise: 1, least: 0, most: 2 ** 32 - 1, isWhole: true },
} as const satisfies Record<string, NumberSetting>;

export type Flags = Readonly<Record<string, unknown>>;

const UNITS: Readonly<Record<string, number>> = { "": 1, K: 2 ** 10, M: 2 ** 20, G: 2 ** 30 };

/** The number, or undefined where none is given. @throws UserError */
export function numberOf(
  setting: NumberSetting,
  flags: Flags,
  variables: Variables,
): number | undefined {
  const given = flags[setting.setting];
  const byVariable = setting.variable && textOf(variables, setting.variable);
  const text = given === undefined ? byVariable : String(given);
  if (text === undefined) return undefined;
  const value = parse(text, setting);
  if (value !== undefined) return value;
  throw notANumber(setting, given === undefined ? setting.variable : mention(setting.setting));
}

function parse(text: string, { isBytes, isWhole, least, most }: NumberSetting) {
  const pattern = isBytes ? /^([\d_.]+(?:e\d+)?)([KMG]?)(?:i?B)?$/i : /^([\d_.]+(?:e\d+)?)()$/i;
  const [, digits = "", unit = ""] = pattern.exec(text.trim()) ?? [];
  const number = digits === "" ? Number.NaN : Number(digits.replaceAll("_", ""));
  const value = number * (UNITS[unit.toUpperCase()] ?? 1);
  const isRight = value >= least && value <= most && (!isWhole || Number.isInteger(value));
  return isRight ? value : undefined;
}

function notANumber(setting: NumberSetting, where: Where | undefined): UserError {
  const { isBytes, isWhole, least, most, otherwise } = setting;
  const kind = isBytes ? "size in bytes, such as 26214400 or 25M," : "number";
  return new UserError({
    what: `it is not a ${isWhole ? "whole " : ""}${kind} from ${least} to ${most}`,
    where,
    next: `Leave it out for ${otherwise}.`,
  });
}
