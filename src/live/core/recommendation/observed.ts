import { totalOf } from "./sampled-keys.ts";
import type { TopicTraffic } from "./traffic.ts";

/** The partition with the most of a topic's traffic. */
interface Hottest {
  readonly partition: number;
  /** Of all records, or of all bytes. */
  readonly share: number;
}

/** The hottest partitions as they are, not as simulated. */
export interface Observed {
  readonly byRecords: Hottest;
  readonly byBytes: Hottest;
}

/** Undefined if partitions are unknown, or nothing was written. */
export function observedIn({ loads = [] }: Pick<TopicTraffic, "loads">): Observed | undefined {
  const total = totalOf(loads);
  if (total.records === 0) return undefined;
  const hottest = (of: "records" | "bytes"): Hottest => {
    const most = loads.reduce((max, load) => Math.max(max, load[of]), 0);
    const partition = loads.findIndex((load) => load[of] === most);
    return { partition, share: most / (total[of] || 1) };
  };
  return { byRecords: hottest("records"), byBytes: hottest("bytes") };
}
