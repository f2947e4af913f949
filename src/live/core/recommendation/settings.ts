import { phrase, setting } from "#core/errors/phrase.ts";
import type { SettingId } from "#core/errors/plain-words.ts";
import { UserError, UserErrors } from "#core/errors/user-error.ts";
import { choice } from "#core/values/choice.ts";
import { readValue, type ValueKind } from "#core/values/value.ts";
import type { Variables } from "../cluster/environment-settings.ts";
import { flagOf, textOf } from "../credentials/variables.ts";
import { type NumberOptions, numberOf, numbers } from "./numbers.ts";
import type { Needs } from "./recommend.ts";

/** Where a topic's traffic is known from. */
export const methods = choice(["sampling", "metrics"]);
type Method = "sampling" | "metrics";
/** By which formula the recommended count is found; reports call the legacy one `seed`. */
type Formula = "capacity" | "seed";
/** `seed`, the old name of `legacy`, still works. */
export const formulas: ValueKind<Formula> = {
  ...choice(["capacity", "legacy"]),
  read: (text) => choice(["capacity", "seed"]).read(text === "legacy" ? "seed" : text),
};

/** What can be asked for, as it is typed. */
export interface RecommendOptions extends NumberOptions {
  readonly method?: string | undefined;
  readonly formula?: string | undefined;
  readonly topicFilter?: string | undefined;
  readonly includeInternal?: boolean | undefined;
}

/** Which topics, how much of them is looked at, and by how many at a time. */
export interface RecommendSettings extends Needs {
  readonly method: Method;
  readonly formula: Formula;
  /** Bytes a second that a consumer takes of a partition; undefined for the default. */
  readonly consumerThroughput: number | "measured" | undefined;
  /** Parts of topics' names; none for all. */
  readonly topicFilter: readonly string[];
  readonly includesInternal: boolean;
  readonly samplingDays: number;
  /** Of a topic, at most. */
  readonly maxSampleRecords: number;
  readonly maxSampleBytes: number;
  /** Without a record for so long, a partition is left. */
  readonly sampleTimeoutMs: number;
  readonly clusterWorkers: number;
  readonly topicWorkers: number;
  /** Where the sample is taken from is drawn by it. */
  readonly seed: number;
  /** Of the Python tool, which sampling here has no use for; they stand in its report. */
  readonly unused: { readonly consecutiveNulls: string; readonly failedBatches: string };
}

/**
 * Settings by flags first, then by the variables of the Python tool.
 *
 * @throws UserErrors with everything that is wrong
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

/** Reads on after an error, so that one run shows all of them. */
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

  /** Measuring reads records, which the other method does not. */
  #measured(): "measured" {
    if (this.method() === "metrics") {
      const what = "what a consumer takes cannot be measured by metrics";
      const next = phrase`Give it in bytes a second, or leave ${setting("method")} out.`;
      this.errors.push(new UserError({ what, where: setting("consumerThroughput"), next }));
    }
    return "measured";
  }

  /** A whole number that is only checked. */
  unused(name: string): string {
    const text = textOf(this.#variables, name) ?? "";
    if (/^\d*$/.test(text)) return text;
    const what = "it is not a whole number";
    const next = "Leave it out: sampling here has no use for it.";
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

/** Brokers make these by their own settings: nobody chooses or changes how many partitions they have. */
const BROKERS_OWN = ["__consumer_offsets", "__transaction_state", "__share_group_state"];

/** Whether a topic is wanted: by a part of its name, and not by the cluster alone. */
export function isSelectedTopic(
  name: string,
  { topicFilter, includesInternal }: Pick<RecommendSettings, "topicFilter" | "includesInternal">,
): boolean {
  if (BROKERS_OWN.includes(name)) return false;
  // Those of Connect, the Schema Registry and Confluent's parts.
  if (!includesInternal && name.startsWith("_")) return false;
  return topicFilter.length === 0 || topicFilter.some((part) => name.includes(part));
}
