import { UserError } from "#core/errors/user-error.ts";
import { clip } from "#core/text/printable.ts";
import { choiceFrom } from "#core/values/choice.ts";
import { count } from "#core/values/count.ts";
import { readValue } from "#core/values/value.ts";
import { producerPartitioners } from "#live/core/analysis/producer-partitioner.ts";
import type { RecommendOptions } from "#live/core/recommendation/settings.ts";
import { DEFAULTS, PARTITIONS, RECORDS } from "#live/core/traffic/limits.ts";
import { simulations } from "#live/core/traffic/simulations.ts";
import type { AnalyzeRequest } from "#live/run/analyze.ts";
import type { AnalysisOrder, ClusterChoice, RecommendationOrder } from "../wire.ts";

const MAX_TEXT = 1_000;
const MAX_PATTERNS = 100;

/**
 * The body of a POST request, read field by field. Nothing that a page sends can name a file or a
 * program of the user.
 */
export class RequestBody {
  readonly #fields: Readonly<Record<string, unknown>>;

  constructor(body: unknown) {
    this.#fields = typeof body === "object" && body !== null ? { ...body } : {};
  }

  /** Undefined if the field is missing or empty. */
  text(name: string): string | undefined {
    const value = this.#fields[name];
    if (value === undefined || value === "") return undefined;
    if (typeof value === "string" && value.length <= MAX_TEXT) return value;
    throw wrong(name, `a string of up to ${MAX_TEXT} characters`);
  }

  texts(name: string): string[] {
    const value = this.#fields[name];
    const isList = Array.isArray(value) && value.length <= MAX_PATTERNS;
    if (isList && value.every((one) => typeof one === "string" && one.length <= MAX_TEXT)) {
      return value;
    }
    throw wrong(name, `a list of up to ${MAX_PATTERNS} strings`);
  }

  whole(name: string, { least, most }: { readonly least: number; readonly most: number }): number {
    const kind = count({ min: least, max: most });
    const value = this.#fields[name];
    const number = typeof value === "number" ? kind.read(String(value)) : undefined;
    if (number === undefined) throw wrong(name, kind.form);
    return number;
  }

  oneOf<Name extends string>(name: string, known: Readonly<Record<Name, unknown>>): Name {
    const text = clip(String(this.#fields[name]), MAX_TEXT);
    return readValue(choiceFrom(known), text, { name });
  }

  flag(name: string): boolean {
    return this.#fields[name] === true;
  }

  choice(): ClusterChoice {
    return { bootstrap: this.text("bootstrap"), cluster: this.text("cluster") };
  }
}

function wrong(name: string, wanted: string): UserError {
  return new UserError({ what: `${name} is not ${wanted}`, next: "Change it in the form." });
}

/**
 * The analysis that the page requests.
 *
 * @param name unique topic name, used if the page gives none
 */
export function analyzeRequestFromBody(body: unknown, name: string): AnalyzeRequest {
  const fields = new RequestBody(body);
  const simulation = fields.oneOf<AnalysisOrder["simulation"]>("simulation", simulations);
  const patterns = fields.texts("patterns").filter((pattern) => pattern !== "");
  const { seed, valueBytes, deliveryTimeoutMs, maxBytesPerSecond, replicationFactor } = DEFAULTS;
  const sequence = { seed, isOrdered: false };
  const { plan, title } = simulations[simulation];
  return {
    topic: {
      name: fields.text("topic") ?? name,
      partitions: fields.whole("partitions", PARTITIONS),
      replicationFactor,
      isKept: false,
    },
    plan: plan({
      ...sequence,
      records: fields.whole("records", RECORDS),
      patterns: patterns.length === 0 ? [DEFAULTS.keyPattern] : patterns,
    }),
    source: `${simulation} (${title})`,
    order: sequence,
    setting: fields.oneOf<AnalysisOrder["setting"]>("setting", producerPartitioners),
    valueBytes,
    deliveryTimeoutMs,
    maxBytesPerSecond,
  };
}

const RECOMMEND_TEXTS = [
  "topicFilter",
  "method",
  "formula",
  "factor",
  "minThroughput",
  "minPartitions",
  "consumerThroughput",
  "samplingDays",
] as const satisfies readonly (keyof RecommendationOrder)[];

/** The page's settings for `recommend`, in the form of its flags; empty fields are left out. */
export function recommendOptionsFromBody(fields: RequestBody): RecommendOptions {
  const texts = RECOMMEND_TEXTS.map((name) => [name, fields.text(name)] as const);
  const given = texts.filter(([, text]) => text !== undefined);
  return { ...Object.fromEntries(given), includeInternal: fields.flag("includesInternal") };
}
