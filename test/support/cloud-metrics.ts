/** What the Metrics API of the stand-in for Confluent Cloud has counted. */
export interface FakeCount {
  readonly clusterId: string;
  /** Such as `received_bytes`. */
  readonly metric: string;
  readonly topic: string;
  /** Value by the beginning of the hour in ms; hours without anything are left out. */
  readonly hours: Readonly<Record<number, number>>;
}

interface MetricsQuery {
  readonly aggregations: readonly { readonly metric: string }[];
  readonly filter: { readonly value: string };
  readonly intervals: readonly string[];
  readonly limit: number;
}

interface Counted {
  readonly metrics?: readonly FakeCount[];
  readonly unknownMetrics?: readonly string[];
  readonly pageSize?: number;
}

/**
 * Groups by page, the newest points first; a token says where the next page begins. Undefined for a
 * bad request.
 */
export function answerMetrics(
  { metrics = [], unknownMetrics = [], pageSize }: Counted,
  url: URL,
  body: unknown,
): { readonly status: number; readonly body: object } | undefined {
  const { aggregations, filter, intervals, limit } = body as MetricsQuery;
  const name = aggregations[0]?.metric.replace("io.confluent.kafka.server/", "") ?? "";
  if (unknownMetrics.includes(name)) return undefined;
  const [startMs = 0, endMs = 0] = (intervals[0] ?? "").split("/").map((time) => Date.parse(time));
  const groups = metrics.filter(
    ({ clusterId, metric }) => clusterId === filter.value && metric === name,
  );
  const first = Number(url.searchParams.get("page_token")?.replace("token-", "") ?? 0);
  const size = Math.min(limit, pageSize ?? limit);
  const data = groups.slice(first, first + size).flatMap(({ topic, hours }) => {
    const points = Object.entries(hours).map(([time, value]) => ({ time: Number(time), value }));
    return points
      .filter(({ time }) => time >= startMs && time < endMs)
      .sort((a, b) => b.time - a.time)
      .map(({ time, value }) => ({
        timestamp: new Date(time).toISOString().replace(".000", ""),
        value,
        "metric.topic": topic,
      }));
  });
  const isLast = first + size >= groups.length;
  const pagination = {
    page_size: size,
    ...(isLast ? {} : { next_page_token: `token-${first + size}` }),
  };
  return { status: 200, body: { data, meta: { pagination } } };
}
