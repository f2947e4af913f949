import { parseContract } from "#core/contract/parse.ts";
import type { Costs } from "#live/core/cluster/costs.ts";
import { type MetricsInput, monitorMetrics } from "#live/core/monitoring/metrics.ts";
import { metricsFormatFor, metricsText } from "#live/core/monitoring/metrics-text.ts";
import { MonitorState } from "#live/core/monitoring/monitor-state.ts";
import type { ObservedDetails } from "#live/core/monitoring/observation.ts";

/*
 * A monitor's state without a cluster, and its metrics.
 */

const SECOND_MS = 1_000;
export const COSTS: Costs = {
  requests: 3,
  fetches: 0,
  bytesSent: 10,
  bytesReceived: 20,
  brokers: 1,
  throttledMs: 0,
  skippedOffsets: 0,
};

/** A monitor of these topics, of 4 partitions by the contract, with a window of 10 minutes. */
export function monitorOf(limits: string, topics: readonly string[] = ["t"]): MonitorState {
  const yaml = topics.map((topic) => `  ${topic}: { partitions: 4, keys: k.txt, ${limits} }\n`);
  const contract = parseContract(`version: 1\ntopics:\n${yaml.join("")}`, "skew_contract.yml");
  return new MonitorState(contract.topics, 600 * SECOND_MS);
}

export interface Seen {
  readonly atSecond: number;
  readonly ends: readonly (number | undefined)[];
  readonly id?: string;
  readonly details?: ObservedDetails;
}

/** Each topic is seen so. */
export function see(state: MonitorState, ...seen: readonly Seen[]): MonitorState {
  for (const { atSecond, ends, id = "1", details } of seen) {
    const topics = state.topics.map(({ contract: { topic } }) => ({ name: topic, id, ends }));
    state.take({ atMs: atSecond * SECOND_MS, topics, details });
  }
  return state;
}

export function metricsOf(
  state: MonitorState,
  { limits = { partitions: 100, groups: 100 }, isStale = false }: Partial<MetricsInput> = {},
): string {
  const families = monitorMetrics({ state, costs: COSTS, limits, isStale });
  return metricsText(families, metricsFormatFor());
}
