import { phrase, setting } from "#core/errors/phrase.ts";
import type { Setting } from "#core/errors/plain-words.ts";
import { UserError, UserErrors } from "#core/errors/user-error.ts";
import type { Variables } from "../cluster/environment-settings.ts";
import { flagOf, textOf } from "../credentials/variables.ts";
import { type Flags, numberOf, numbers } from "./numbers.ts";
import type { Needs } from "./recommend.ts";

/** Where a topic's traffic is known from. */
type Method = "sampling" | "metrics";
/** By which formula the recommended count is found; `seed` is the Python tool's. */
type Formula = "capacity" | "seed";

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
export function recommendSettings(flags: Flags, variables: Variables): RecommendSettings {
  const reader = new SettingsReader(flags, variables);
  const text = (flag: string, name: string) => textFlag(flags, flag) ?? textOf(variables, name);
  const settings = {
    method: reader.method(),
    formula: reader.formula(),
    factor: reader.number("factor"),
    minBytesPerSecond: reader.number("minBytesPerSecond"),
    minPartitions: reader.number("minPartitions"),
    consumerThroughput: reader.consumerThroughput(),
    topicFilter: listOf(text("topicFilter", "TOPIC_FILTER")),
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
  readonly #flags: Flags;
  readonly #variables: Variables;

  constructor(flags: Flags, variables: Variables) {
    this.#flags = flags;
    this.#variables = variables;
  }

  number(name: keyof typeof numbers): number {
    const { otherwise } = numbers[name];
    return this.#try(() => numberOf(numbers[name], this.#flags, this.#variables)) ?? otherwise;
  }

  consumerThroughput(): number | "measured" | undefined {
    if (this.#flags.consumerThroughput === "measured") return this.#measured();
    return this.#try(() => numberOf(numbers.consumerThroughput, this.#flags, this.#variables));
  }

  method(): Method {
    const given = textFlag(this.#flags, "method");
    if (given !== undefined) return this.#oneOf("method", given, ["sampling", "metrics"]);
    const isSampling = this.#try(() => flagOf(this.#variables, "USE_SAMPLE_RECORDS")) ?? true;
    return isSampling ? "sampling" : "metrics";
  }

  formula(): Formula {
    const given = textFlag(this.#flags, "formula") ?? "capacity";
    return this.#oneOf("formula", given, ["capacity", "seed"]);
  }

  includesInternal(): boolean {
    if (this.#flags.includeInternal === true) return true;
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

  #oneOf<Name extends string>(
    name: Setting,
    given: string,
    names: readonly [Name, ...Name[]],
  ): Name {
    const found = names.find((one) => one === given);
    if (found !== undefined) return found;
    const what = `${given} is none of ${names.join(", ")}`;
    const next = phrase`Write ${setting(name, names[0])}.`;
    this.errors.push(new UserError({ what, where: setting(name), next }));
    return names[0];
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

function textFlag(flags: Flags, name: string): string | undefined {
  const value = flags[name];
  return typeof value === "string" ? value : undefined;
}

function listOf(text = ""): string[] {
  const parts = text.split(",").map((part) => part.trim());
  return parts.filter((part) => part !== "");
}

/** Brokers make these by their own settings: nobody chooses or changes how many partitions they have. */
const BROKERS_OWN = ["__consumer_offsets", "__transaction_state", "__share_group_state"];

/** Whether a topic is wanted: by a part of its name, and not by the cluster alone. */
export function isWantedTopic(
  name: string,
  { topicFilter, includesInternal }: Pick<RecommendSettings, "topicFilter" | "includesInternal">,
): boolean {
  if (BROKERS_OWN.includes(name)) return false;
  // Those of Connect, the Schema Registry and Confluent's parts.
  if (!includesInternal && name.startsWith("_")) return false;
  return topicFilter.length === 0 || topicFilter.some((part) => name.includes(part));
}
