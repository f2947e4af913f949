import type { Metric } from "#live/core/cluster/metric.ts";
import type { CloudCredential } from "#live/core/credentials/credentials.ts";
import { CloudFailure, explainCloudFailure } from "./cloud-failure.ts";
import { CloudRest, type RetryLimits } from "./rest.ts";

const BASE_URL = "https://api.telemetry.confluent.cloud";
const PATH = "/v2/metrics/cloud/query";
/** Groups of a page: the most that it gives. */
const LIMIT = 1_000;
const MAX_PAGES = 1_000;
/** Of a whole query, whose tokens to further pages expire. */
const MAX_STARTS = 3;
/** It takes 60 requests a minute, of everybody behind an address: one is waited for that long. */
const RETRY_LIMITS: RetryLimits = {
  tries: 7,
  firstWaitMs: 1_000,
  mostWaitMs: 65_000,
  timeoutMs: 30_000,
};

const SERVICE = {
  host: "api.telemetry.confluent.cloud",
  roles: "MetricsViewer",
  variables: "the cluster's id (lkc-…)",
};

/** Hours from `startMs` up to `endMs`, of a cluster `lkc-…`. */
export interface MetricSpan {
  readonly clusterId: string;
  readonly startMs: number;
  readonly endMs: number;
}

export interface MetricsOptions {
  readonly baseUrl?: string | undefined;
  readonly retryLimits?: RetryLimits | undefined;
}

/** Confluent Cloud's Metrics API. */
export class CloudMetrics {
  readonly #rest: CloudRest;

  constructor(
    credential: CloudCredential,
    { baseUrl, retryLimits = RETRY_LIMITS }: MetricsOptions = {},
  ) {
    const variable = "CONFLUENT_CLOUD_METRICS_URL";
    this.#rest = new CloudRest(credential, { baseUrl: baseUrl ?? BASE_URL, variable, retryLimits });
  }

  /**
   * A metric of all topics at once, summed up by the hour.
   *
   * @param name such as `received_bytes`
   * @throws UserError
   */
  async hourly(name: string, span: MetricSpan): Promise<Metric> {
    try {
      return await this.#fromStart(name, span, MAX_STARTS);
    } catch (error) {
      throw explainCloudFailure(error, `read the metric ${name}`, SERVICE);
    }
  }

  /** The same, or undefined where there is no such metric, or not for this kind of cluster. */
  async hourlyIfAny(name: string, span: MetricSpan): Promise<Metric | undefined> {
    try {
      return await this.#fromStart(name, span, MAX_STARTS);
    } catch (error) {
      if (error instanceof CloudFailure && [400, 403, 404].includes(error.status)) return undefined;
      throw explainCloudFailure(error, `read the metric ${name}`, SERVICE);
    }
  }

  async #fromStart(name: string, span: MetricSpan, starts: number): Promise<Metric> {
    const found = new Map<string, Map<number, number>>();
    let token: string | undefined;
    for (let pages = 0; pages < MAX_PAGES; pages++) {
      const page = await this.#page(name, span, token).catch((error) => {
        if (token !== undefined && isExpired(error) && starts > 1) return undefined;
        throw error;
      });
      if (page === undefined) return this.#fromStart(name, span, starts - 1);
      for (const point of page.data) addPoint(found, point);
      const next = page.meta?.pagination?.next_page_token || undefined;
      if (next === undefined) return found;
      if (next === token) throw new CloudFailure(0, `a page of ${name} has itself as the next one`);
      token = next;
    }
    throw new CloudFailure(0, `more than ${MAX_PAGES} pages of ${name}`);
  }

  async #page(name: string, span: MetricSpan, token: string | undefined): Promise<Page> {
    const query: Readonly<Record<string, string>> =
      token === undefined ? {} : { page_token: token };
    const page = await this.#rest.query(PATH, questionOf(name, span), query);
    if (!isPage(page)) throw new CloudFailure(0, "the answer has no data");
    return page;
  }
}

/** No `agg`: it is the metric's own, and the field is to go. */
function questionOf(name: string, { clusterId, startMs, endMs }: MetricSpan): object {
  return {
    aggregations: [{ metric: `io.confluent.kafka.server/${name}` }],
    filter: { field: "resource.kafka.id", op: "EQ", value: clusterId },
    granularity: "PT1H",
    group_by: ["metric.topic"],
    intervals: [`${new Date(startMs).toISOString()}/${new Date(endMs).toISOString()}`],
    limit: LIMIT,
    format: "FLAT",
  };
}

interface Page {
  readonly data: readonly unknown[];
  readonly meta?: { readonly pagination?: { readonly next_page_token?: string | null } };
}

function isPage(answer: unknown): answer is Page {
  return Array.isArray((answer as Page | null | undefined)?.data);
}

function isExpired(error: unknown): boolean {
  return error instanceof CloudFailure && error.status === 400;
}

/** Points come in any order, the newest first; a topic's may stand on two pages. */
function addPoint(found: Map<string, Map<number, number>>, point: unknown): void {
  const { "metric.topic": topic, timestamp, value } = (point ?? {}) as Record<string, unknown>;
  const startMs = Date.parse(String(timestamp));
  if (typeof topic !== "string" || !Number.isFinite(startMs)) return;
  if (typeof value !== "number" || !(value >= 0)) return;
  const hours = found.get(topic) ?? new Map<number, number>();
  hours.set(startMs, value);
  found.set(topic, hours);
}
