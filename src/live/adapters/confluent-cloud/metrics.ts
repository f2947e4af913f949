import type { Metric } from "#live/core/cluster/metric.ts";
import type { CloudCredential } from "#live/core/credentials/credentials.ts";
import { CloudFailure, explainCloudFailure } from "./cloud-failure.ts";
import { CloudRest, type RetryLimits } from "./rest.ts";

const BASE_URL = "https://api.telemetry.confluent.cloud";
const PATH = "/v2/metrics/cloud/query";
/** Groups per page; the API's maximum. */
const LIMIT = 1_000;
const MAX_PAGES = 1_000;
/** Attempts at a whole query: its page tokens expire. */
const MAX_STARTS = 3;
/** The API allows 60 requests a minute per IP address, so a retry may have to wait a minute. */
const RETRY_LIMITS: RetryLimits = {
  tries: 7,
  firstWaitMs: 1_000,
  maxWaitMs: 65_000,
  timeoutMs: 30_000,
};

const SERVICE = {
  host: "api.telemetry.confluent.cloud",
  roles: "MetricsViewer",
  variables: "the cluster's id (lkc-…)",
};

/** The hours from `startMs` to `endMs` of a cluster `lkc-…`. */
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
   * One metric of all topics, as hourly sums.
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

  /** Like `hourly`, but undefined if this kind of cluster does not have the metric. */
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
      if (next === token) throw new CloudFailure(0, `a page of ${name} links to itself`);
      token = next;
    }
    throw new CloudFailure(0, `${name} has more than ${MAX_PAGES} pages`);
  }

  async #page(name: string, span: MetricSpan, token: string | undefined): Promise<Page> {
    const query: Readonly<Record<string, string>> =
      token === undefined ? {} : { page_token: token };
    const page = await this.#rest.query(PATH, queryBody(name, span), query);
    if (!isPage(page)) throw new CloudFailure(0, "the response contains no data");
    return page;
  }
}

/** Without the deprecated `agg`: each metric has its own aggregation. */
function queryBody(name: string, { clusterId, startMs, endMs }: MetricSpan): object {
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

function isPage(response: unknown): response is Page {
  return Array.isArray((response as Page | null | undefined)?.data);
}

function isExpired(error: unknown): boolean {
  return error instanceof CloudFailure && error.status === 400;
}

/** Points come in any order, and a topic's points may be on several pages. */
function addPoint(found: Map<string, Map<number, number>>, point: unknown): void {
  const { "metric.topic": topic, timestamp, value } = (point ?? {}) as Record<string, unknown>;
  const startMs = Date.parse(String(timestamp));
  if (typeof topic !== "string" || !Number.isFinite(startMs)) return;
  if (typeof value !== "number" || !(value >= 0)) return;
  const hours = found.get(topic) ?? new Map<number, number>();
  hours.set(startMs, value);
  found.set(topic, hours);
}
