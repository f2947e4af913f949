import { describe, expect, it } from "vitest";
import type { ConsumerGroup } from "#live/core/cluster/consumer-groups.ts";
import { KeyTally } from "#live/core/monitoring/key-tally.ts";
import { monitorMetrics } from "#live/core/monitoring/metrics.ts";
import { metricsFormatFor, metricsText } from "#live/core/monitoring/metrics-text.ts";
import { COSTS, metricsOf, monitorOf, see } from "../../../support/monitored.ts";

/** The value of a series, by its name without the prefix and with its labels. */
function valueIn(text: string, series: string): number | undefined {
  const start = `skew_contract_live_${series} `;
  const line = text.split("\n").find((one) => one.startsWith(start));
  return line === undefined ? undefined : Number(line.slice(start.length));
}

const START = { atSecond: 0, ends: [0, 0, 0, 0] };
const EVEN = { atSecond: 60, ends: [2_500, 2_500, 2_500, 2_500] };
const HOT = { atSecond: 60, ends: [7_000, 1_000, 1_000, 1_000] };

describe("The metrics of the monitor", () => {
  it("are those of the gate over the records of the window", () => {
    const text = metricsOf(see(monitorOf("max_partition_share: 0.4"), START, HOT));
    expect(valueIn(text, 'max_partition_share_ratio{topic="t"}')).toBe(0.7);
    expect(valueIn(text, 'gini_ratio{topic="t"}')).toBeCloseTo(0.45);
    expect(valueIn(text, 'cv_ratio{topic="t"}')).toBeCloseTo(1.2);
    expect(valueIn(text, 'hottest_partition{topic="t"}')).toBe(0);
    expect(valueIn(text, 'window_records{topic="t"}')).toBe(10_000);
    expect(valueIn(text, 'window_seconds{topic="t"}')).toBe(60);
    expect(valueIn(text, 'beyond_chance{topic="t"}')).toBe(1);
    expect(valueIn(text, 'partition_records_per_second{topic="t",partition="1"}')).toBeCloseTo(
      16.7,
      1,
    );
  });

  it("say which limits are broken, and about which the window cannot tell", () => {
    const limits = "max_partition_share: 0.4, max_gini: 0.4, max_cv: 2";
    const hot = metricsOf(see(monitorOf(limits), START, HOT));
    expect(valueIn(hot, 'limit{topic="t",rule="max_partition_share"}')).toBe(0.4);
    expect(valueIn(hot, 'rule_broken{topic="t",rule="max_partition_share"}')).toBe(1);
    expect(valueIn(hot, 'rule_broken{topic="t",rule="max_gini"}')).toBe(1);
    expect(valueIn(hot, 'rule_broken{topic="t",rule="max_cv"}')).toBe(0);
    expect(hot).not.toContain("rule_not_judged");
    const even = metricsOf(see(monitorOf(limits), START, EVEN));
    expect(valueIn(even, 'rule_broken{topic="t",rule="max_partition_share"}')).toBe(0);
    expect(valueIn(even, 'beyond_chance{topic="t"}')).toBe(0);
    const few = metricsOf(see(monitorOf(limits), START, { atSecond: 60, ends: [70, 10, 10, 10] }));
    expect(few).not.toContain("rule_broken");
    expect(valueIn(few, 'rule_not_judged{topic="t",rule="max_gini"}')).toBe(1);
    const close = { atSecond: 60, ends: [410, 200, 200, 200] };
    const undecided = metricsOf(see(monitorOf("max_partition_share: 0.4"), START, close));
    expect(valueIn(undecided, 'rule_not_judged{topic="t",rule="max_partition_share"}')).toBe(1);
  });

  it("judge neither what the contract does not limit nor what it switches off", () => {
    const off = "max_gini: 0.1, severity: { max_gini: off }, min_unique_keys: 5";
    expect(metricsOf(see(monitorOf(off), START, HOT))).not.toContain("rule");
  });

  it("are the same limits of bytes and of the contract's consumers", () => {
    const limits = "consumers: 2, max_consumer_share: 0.75, max_partition_bytes_share: 0.6";
    const sizes = (...bytes: number[]) => ({ sizes: new Map([["t", bytes]]), groups: [] });
    const text = metricsOf(
      see(
        monitorOf(limits),
        { ...START, details: sizes(1_000, 0, 0, 0) },
        { ...HOT, details: sizes(500, 0, 9_000, 3_000) },
      ),
    );
    expect(valueIn(text, 'max_partition_bytes_share_ratio{topic="t"}')).toBe(0.75);
    expect(valueIn(text, 'rule_broken{topic="t",rule="max_partition_bytes_share"}')).toBe(1);
    expect(valueIn(text, 'max_consumer_share_ratio{topic="t"}')).toBe(0.8);
    expect(valueIn(text, 'rule_broken{topic="t",rule="max_consumer_share"}')).toBe(1);
    expect(valueIn(text, 'partition_size_bytes{topic="t",partition="0"}')).toBe(500);
    expect(valueIn(text, 'partition_bytes_per_second{topic="t",partition="2"}')).toBe(150);
  });

  it("begin with a window that is full, if its start is known", () => {
    const state = monitorOf("max_partition_share: 0.4");
    state.begin(-540_000, [{ name: "t", id: "1", ends: [0, 500, 0, 0] }]);
    const text = metricsOf(see(state, { atSecond: 60, ends: [600, 1_000, 0, 0] }));
    expect(valueIn(text, 'window_seconds{topic="t"}')).toBe(600);
    expect(valueIn(text, 'window_records{topic="t"}')).toBe(1_100);
  });

  it("compare with random hashing of the sampled keys, if there are any", () => {
    const state = see(monitorOf("max_key_share: 0.5"), START);
    const tally = new KeyTally();
    for (const key of ["a", "a", "a", "b"]) tally.add(Buffer.from(key), 0, 1, 1);
    tally.addNull();
    for (const watch of state.topics) watch.keys = tally.keys();
    const text = metricsOf(see(state, HOT));
    expect(valueIn(text, 'max_key_share_ratio{topic="t"}')).toBe(0.75);
    expect(valueIn(text, 'rule_broken{topic="t",rule="max_key_share"}')).toBe(1);
    // Two keys, of which one has 75 %, are always as uneven as that.
    expect(valueIn(text, 'beyond_chance{topic="t"}')).toBe(0);
    expect(new KeyTally().keys()).toBeUndefined();
  });

  it("forget a topic that is recreated, and show one that does not exist", () => {
    const state = see(monitorOf("max_partition_share: 0.4"), START, HOT);
    state.take({ atMs: 61_000, topics: [] });
    const gone = metricsOf(state);
    expect(valueIn(gone, 'topic_found{topic="t"}')).toBe(0);
    expect(gone).not.toContain("max_partition_share_ratio");
    const more = [5, 5, 5, 5, 5, 5];
    see(state, { atSecond: 62, id: "2", ends: more });
    const back = metricsOf(see(state, { atSecond: 63, id: "2", ends: more.map((n) => n + 1) }));
    expect(valueIn(back, 'partitions{topic="t"}')).toBe(6);
    expect(valueIn(back, 'contract_partitions{topic="t"}')).toBe(4);
    expect(valueIn(back, 'window_records{topic="t"}')).toBe(6);
  });

  it("count partitions that are not known", () => {
    const unknown = { atSecond: 60, ends: [10, undefined, undefined, 10] };
    const text = metricsOf(see(monitorOf("max_gini: 0.4"), START, unknown));
    expect(valueIn(text, 'unknown_partitions{topic="t"}')).toBe(2);
  });

  it("show no topic when the cluster has not answered for long", () => {
    const state = see(monitorOf("max_gini: 0.4"), START, HOT);
    state.miss();
    const text = metricsOf(state, { isStale: true });
    expect(valueIn(text, "cluster_up")).toBe(0);
    expect(valueIn(text, "last_observation_timestamp_seconds")).toBe(60);
    expect(text).not.toContain("topic=");
  });

  it("say what the cluster was asked for", () => {
    const text = metricsOf(monitorOf("max_gini: 0.4"));
    expect(valueIn(text, "requests_total")).toBe(3);
    expect(valueIn(text, "sent_bytes_total")).toBe(10);
    expect(valueIn(text, "received_bytes_total")).toBe(20);
  });
});

describe("The metrics of groups", () => {
  const group = (id: string, offset: bigint): ConsumerGroup => ({
    id,
    state: "Stable",
    members: [
      { id: "m", clientId: "c", host: "/h", partitions: new Map([["t", [0]]]) },
      { id: "n", clientId: "c", host: "/h", partitions: new Map([["t", [1, 2, 3]]]) },
    ],
    committed: new Map([["t", new Map([0, 1, 2, 3].map((i) => [i, i === 0 ? offset : 1_000n]))]]),
  });
  const details = (...groups: ConsumerGroup[]) => ({ sizes: undefined, groups });

  it("are lag, its largest share and the busiest consumer", () => {
    const seen = { ...HOT, details: details(group("g", 1_000n)) };
    const text = metricsOf(see(monitorOf("max_gini: 0.4"), START, seen));
    const labels = '{topic="t",group="g"}';
    expect(valueIn(text, `group_lag_records${labels}`)).toBe(6_000);
    expect(valueIn(text, `group_max_partition_lag_share_ratio${labels}`)).toBe(1);
    expect(valueIn(text, `group_most_lagging_partition${labels}`)).toBe(0);
    expect(valueIn(text, `group_consumers${labels}`)).toBe(2);
    expect(valueIn(text, `group_max_consumer_share_ratio${labels}`)).toBe(0.7);
  });

  it("stay as they are until groups are asked for again", () => {
    const seen = { ...HOT, details: details(group("g", 7_000n)) };
    const later = { atSecond: 90, ends: [9_000, 2_000, 2_000, 2_000] };
    const text = metricsOf(see(monitorOf("max_gini: 0.4"), START, seen, later));
    expect(valueIn(text, 'group_lag_records{topic="t",group="g"}')).toBe(0);
  });

  it("are bounded, and their names cannot break out of the format", () => {
    const names = ["a", 'b"c\\d\ne', "f"];
    const seen = { ...HOT, details: details(...names.map((name) => group(name, 0n))) };
    const state = see(monitorOf("max_gini: 0.4"), START, seen);
    const text = metricsOf(state, { limits: { partitions: 3, groups: 2 } });
    expect(valueIn(text, "omitted_groups")).toBe(1);
    expect(text).toContain('{topic="t",group="b\\"c\\\\\\\\d\\\\ne"} ');
    expect(text).not.toContain('group="f"');
    expect(valueIn(text, "omitted_partitions")).toBe(4);
    expect(text).not.toContain('partition="');
  });
});

it("counters are described as each format wants it", () => {
  const state = monitorOf("max_gini: 0.4");
  const limits = { partitions: 1, groups: 1 };
  const families = monitorMetrics({ state, costs: COSTS, limits, isStale: false });
  const name = "skew_contract_live_sent_bytes";
  const sample = `${name}_total 10`;
  const help = "Bytes sent to the cluster";
  const plain = metricsText(families, metricsFormatFor("text/plain"));
  expect(plain).toContain(
    `# HELP ${name}_total ${help}\n# TYPE ${name}_total counter\n${sample}\n`,
  );
  const accept = "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;q=0.2";
  const open = metricsText(families, metricsFormatFor(accept));
  expect(open).toContain(
    `# HELP ${name} ${help}\n# TYPE ${name} counter\n# UNIT ${name} bytes\n${sample}\n`,
  );
  expect(open.endsWith("\n# EOF\n")).toBe(true);
  expect(plain).not.toContain("EOF");
});

it("series by partition are those of the first topics that fit", () => {
  const state = see(monitorOf("max_gini: 0.4", ["t", "u", "v"]), START, HOT);
  const text = metricsOf(state, { limits: { partitions: 9, groups: 0 } });
  const topics = [...text.matchAll(/partition_records_per_second\{topic="(.)",partition="0"/g)];
  expect(topics.map(([, topic]) => topic)).toEqual(["t", "u"]);
  expect(valueIn(text, "omitted_partitions")).toBe(4);
});
