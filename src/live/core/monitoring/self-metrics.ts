import type { Costs } from "../cluster/costs.ts";
import type { MetricFamily } from "./metrics-text.ts";
import type { MonitorState } from "./monitor-state.ts";

/** Numbers of series that are left out because of the limits. */
interface Omitted {
  readonly partitions: number;
  readonly groups: number;
}

/** What the monitor says about itself. */
export function selfMetrics(
  { isUp, observedMs, observations }: MonitorState,
  costs: Costs,
  omitted: Omitted,
): MetricFamily[] {
  const observed = observedMs === undefined ? undefined : observedMs / 1000;
  return [
    gauge("cluster_up", "1 if the cluster answered the last observation", isUp ? 1 : 0),
    gauge(
      "last_observation_timestamp_seconds",
      "When the cluster last answered, since the epoch",
      observed,
      "seconds",
    ),
    counter("observations", "Observations that the cluster answered", observations),
    counter("requests", "Requests to the cluster", costs.requests),
    counter("sent_bytes", "Bytes sent to the cluster", costs.bytesSent, "bytes"),
    counter("received_bytes", "Bytes received from the cluster", costs.bytesReceived, "bytes"),
    gauge(
      "omitted_partitions",
      "Partitions without series of their own, because they are too many",
      omitted.partitions,
    ),
    gauge(
      "omitted_groups",
      "Consumer groups of topics without series, because they are too many",
      omitted.groups,
    ),
  ];
}

function gauge(name: string, help: string, value: number | undefined, unit?: string): MetricFamily {
  const samples = value === undefined ? [] : [{ labels: {}, value }];
  return { name: `skew_contract_live_${name}`, type: "gauge", unit, help, samples };
}

function counter(name: string, help: string, value: number, unit?: string): MetricFamily {
  return { ...gauge(name, help, value, unit), type: "counter" };
}
