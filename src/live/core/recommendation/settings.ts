import { phrase, setting } from "#core/errors/phrase.ts";
import type { SettingId } from "#core/errors/plain-words.ts";
import { UserError, UserErrors } from "#core/errors/user-error.ts";
import { choice } from "#core/values/choice.ts";
import { readValue, type ValueKind } from "#core/values/value.ts";
import type { Variables } from "../cluster/environment-settings.ts";
import { isKafkaInternal } from "../cluster/internal-topics.ts";
import { flagOf, textOf } from "../credentials/variables.ts";
import { type NumberOptions, numberOf, numbers } from "./numbers.ts";
import type { Needs } from "./recommend.ts";

/** Sources of a topic's traffic. */
export const methods = choice(["sampling", "metrics"]);
type Method = "sampling" | "metrics";
/** The formula for the recommended count; reports call the legacy formula `seed`. */
type Formula = "capacity" | "seed";
/** `seed`, the old name of `legacy`, still works. */
export const formulas: ValueKind<Formula> = {
  ...choice(["capacity", "legacy"]),
  read: (text) => choice(["capacity", "seed"]).read(text === "legacy" ? "seed" : text),
};

/** Options as text. */
export interface RecommendOptions extends NumberOptions {
  readonly method?: string | undefined;
  readonly formula?: string | undefined;
  readonly topicFilter?: string | undefined;
  readonly includeInternal?: boolean | undefined;
}

/** Which topics to analyze, how much of them, and how many at a time. */
export interface RecommendSettings extends Needs {
  readonly method: Method;
  readonly formula: Formula;
  /** Bytes per second that a consumer reads from a partition; undefined for the default. */
  readonly consumerThroughput: number | "measured" | undefined;
  /** Substrings of topic names; empty for all topics. */
  readonly topicFilter: readonly string[];
  readonly includesInternal: boolean;
  /** To read, over all brokers together; may be Infinity. */
  readonly maxBytesPerSecond: number;
  readonly samplingDays: number;
  /** Per topic. */
  readonly maxSampleRecords: number;
  readonly maxSampleBytes: number;
  /** A partition is skipped after this time without a record. */
  readonly sampleTimeoutMs: number;
  readonly clusterWorkers: number;
  readonly topicWorkers: number;
  /** Random seed of the sample. */
  readonly seed: number;
  /** Variables of the original recommender that have no effect here, but are in its report. */
  readonly unused: { readonly consecutiveNulls: string; readonly failedBatches: string };
}

/**
 * Reads the settings from options, or otherwise from the variables of the original recommender.
 *
 * @throws UserErrors with all problems
 */
export function recommendSettings(
  options: RecommendOptions,
  variables: Variables,
): RecommendSettings {
  const reader = new SettingsReader(options, variables);
  const settings = {
    method: reader.method(),
    formula: reader.formula(),
    factor: reader.number("factor"),
    minBytesPerSecond: reader.number("minBytesPerSecond"),
    minPartitions: reader.number("minPartitions"),
    consumerThroughput: reader.consumerThroughput(),
    topicFilter: listOf(options.topicFilter ?? textOf(variables, "TOPIC_FILTER")),
    includesInternal: reader.includesInternal(),
    maxBytesPerSecond: reader.number("maxBytesPerSecond"),
    samplingDays: reader.number("samplingDays"),
    maxSampleRecords: reader.number("maxSampleRecords"),
    maxSampleBytes: reader.number("maxSampleBytes"),
    sampleTimeoutMs: reader.number("sampleTimeoutSeconds") * 1000,
    clusterWorkers: reader.number("clusterWorkers"),
    topicWorkers: reader.number("topicWorkers"),
    seed: reader.number("seed"),
    unused: {
      consecutiveNulls: reader.unused("SAMPLING_MAX_CONSECUTIVE_NULLS"),
      failedBatches: reader.unused("SAMPLING_MAX_CONTINUOUS_FAILED_BATCHES"),
    },
  };
  if (reader.errors.length > 0) throw new UserErrors(reader.errors);
  return settings;
}

/** Continues after an error, so that one run shows all errors. */
class SettingsReader {
  readonly errors: UserError[] = [];
  readonly #options: RecommendOptions;
  readonly #variables: Variables;

  constructor(options: RecommendOptions, variables: Variables) {
    this.#options = options;
    this.#variables = variables;
  }

  number(name: keyof typeof numbers): number {
    return this.#given(name) ?? numbers[name].otherwise;
  }

  consumerThroughput(): number | "measured" | undefined {
    if (this.#options.consumerThroughput === "measured") return this.#measured();
    return this.#given("consumerThroughput");
  }

  method(): Method {
    const { method } = this.#options;
    if (method !== undefined) return this.#chosen(methods, method, "method") ?? "sampling";
    const isSampling = this.#try(() => flagOf(this.#variables, "USE_SAMPLE_RECORDS")) ?? true;
    return isSampling ? "sampling" : "metrics";
  }

  formula(): Formula {
    const { formula = "capacity" } = this.#options;
    return this.#chosen(formulas, formula, "formula") ?? "capacity";
  }

  includesInternal(): boolean {
    if (this.#options.includeInternal === true) return true;
    return this.#try(() => flagOf(this.#variables, "INCLUDE_INTERNAL_TOPICS")) ?? false;
  }

  /** Measuring needs to read records, which the Metrics API does not offer. */
  #measured(): "measured" {
    if (this.method() === "metrics") {
      const what = "consumer throughput cannot be measured with the Metrics API";
      const next = phrase`Set it in bytes per second, or leave ${setting("method")} out.`;
      this.errors.push(new UserError({ what, where: setting("consumerThroughput"), next }));
    }
    return "measured";
  }

  /** Validates a variable that has no effect. */
  unused(name: string): string {
    const text = textOf(this.#variables, name) ?? "";
    if (/^\d*$/.test(text)) return text;
    const what = "it is not a whole number";
    const next = "Leave it out: it has no effect here.";
    this.errors.push(new UserError({ what, where: name, next }));
    return "";
  }

  #given(name: keyof typeof numbers): number | undefined {
    const number = numbers[name];
    const given = this.#options[number.setting];
    return this.#try(() => numberOf(number, given, this.#variables));
  }

  #chosen<Name>(kind: ValueKind<Name>, text: string, name: SettingId): Name | undefined {
    return this.#try(() => readValue(kind, text, { name: setting(name) }));
  }

  #try<T>(read: () => T): T | undefined {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      this.errors.push(error);
      return undefined;
    }
  }
}

function listOf(text = ""): string[] {
  const parts = text.split(",").map((part) => part.trim());
  return parts.filter((part) => part !== "");
}

/** Whether a topic passes the filter and is not internal to Kafka. */
export function isSelectedTopic(
  name: string,
  { topicFilter, includesInternal }: Pick<RecommendSettings, "topicFilter" | "includesInternal">,
): boolean {
  // Their partition counts are not meant to change.
  if (isKafkaInternal(name)) return false;
  // Topics of Connect, Schema Registry and Confluent components.
  if (!includesInternal && name.startsWith("_")) return false;
  return topicFilter.length === 0 || topicFilter.some((part) => name.includes(part));
}
