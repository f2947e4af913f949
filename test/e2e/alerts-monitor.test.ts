import { describe, expect, it } from "vitest";
import type { ConsumerGroup } from "#live/core/cluster/consumer-groups.ts";
import { HOSTILE } from "../support/hostile.ts";
import { metricsOf, monitorOf, see } from "../support/monitored.ts";
import {
  checkRules,
  expectAlert,
  expectFiring,
  hasPromtool,
  type Series,
} from "../support/prometheus.ts";
import { cli, folder } from "./cli.ts";

/* The rules for the metrics of `monitor`, judged by Prometheus on what the monitor exports. */

const LIMITS = "max_partition_share: 0.4, max_gini: 0.5";

async function rulesFor(topics: object, ...args: string[]): Promise<string> {
  const cwd = folder({ "skew_contract.yml": JSON.stringify({ version: 1, topics }) });
  const run = await cli(["alerts", "--exporter", "skew-contract", ...args], { cwd });
  expect(run).toMatchObject({ code: 0, stderr: "" });
  return run.stdout;
}

const rules = rulesFor({ t: { partitions: 4, max_partition_share: 0.4, max_gini: 0.5 } });

/** The metrics as Prometheus scrapes them, the same for 90 minutes. */
function scraped(text: string): Series[] {
  return text
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => {
      const space = line.lastIndexOf(" ");
      const [name, labels] = line.slice(0, space).split(/\{(.*)\}$/s);
      const all = ['instance="a"', ...(labels === undefined ? [] : [labels])].join(",");
      return { series: `${name}{${all}}`, values: `${line.slice(space + 1)}+0x90` };
    });
}

function watched(ends: readonly number[], groups?: readonly ConsumerGroup[]): Series[] {
  const details = groups && { sizes: undefined, groups };
  const state = see(
    monitorOf(LIMITS),
    { atSecond: 0, ends: ends.map(() => 0) },
    { atSecond: 600, ends, ...(details && { details }) },
  );
  return scraped(metricsOf(state));
}

/** Has read everything of 4 partitions up to these offsets. */
function group(...offsets: readonly number[]): ConsumerGroup {
  const committed = new Map(offsets.map((offset, i) => [i, BigInt(offset)]));
  return { id: "g", state: "Stable", members: [], committed: new Map([["t", committed]]) };
}

const SHARE = "KafkaPartitionShareAboveContract t";
const RATE = "KafkaMessageRateSkew t";
const RULES = "KafkaSkewContractBroken t";
const LAG = "KafkaConsumerLagSkew t";
const even = [2_500, 2_500, 2_500, 2_500];

describe.skipIf(!hasPromtool).concurrent("Prometheus, with rules for the monitor", () => {
  it("accepts them, for any names", async () => {
    expect(await checkRules(await rules)).toContain("8 rules found");
    const names = [...HOSTILE, "a.b"].filter((name) => name !== "");
    const topics = Object.fromEntries(names.map((name) => [name, { partitions: 12 }]));
    await checkRules(await rulesFor(topics, "--group", 'g"{{ $value }}\\'));
  });

  it.each<[string, Series[], string[]]>([
    ["is silent for even traffic", watched(even), []],
    ["fires for a hot partition", watched([8_000, 500, 500, 1_000]), [SHARE, RATE, RULES]],
    ["fires for a share above the contract's", watched([4_600, 1_800, 1_800, 1_800]), [SHARE]],
    ["is silent where the window cannot tell", watched([4_010, 2_000, 2_000, 1_990]), []],
    ["is silent for few messages", watched([90, 1, 1, 1]), []],
    ["fires for lag in one partition", watched(even, [group(0, 2_500, 2_500, 2_500)]), [LAG]],
    ["is silent for even lag", watched(even, [group(0, 0, 0, 0)]), []],
    ["is silent for little lag", watched(even, [group(1_600, 2_500, 2_500, 2_500)]), []],
    ["is silent for a group that is not behind", watched(even, [group(...even)]), []],
    ["fires for other partitions", watched([...even, 2_500]), ["KafkaPartitionCountDiffers t"]],
  ])("%s", async (_, input, alerts) => {
    await expectFiring(await rules, input, 75, alerts);
  });

  it("watches only the group that is named", async () => {
    const input = watched(even, [group(0, 2_500, 2_500, 2_500)]);
    const topics = { t: { partitions: 4 } };
    await expectFiring(await rulesFor(topics, "--group", "g"), input, 75, [LAG]);
    await expectFiring(await rulesFor(topics, "--group", "h"), input, 75, []);
  });

  it("fires for a topic that does not exist, and without a monitor", async () => {
    const state = monitorOf(LIMITS);
    state.take({ atMs: 1_000, topics: [] });
    await expectFiring(await rules, scraped(metricsOf(state)), 75, ["KafkaTopicNotWatched t"]);
    const down = {
      exp_labels: { severity: "warning" },
      exp_annotations: {
        summary: "Nobody watches the skew of topics",
        description:
          "skew-contract monitor does not run, or its cluster does not answer: see what it prints.",
      },
    };
    await expectAlert(await rules, [], 75, "SkewMonitorDown", down);
    state.miss();
    const blind = scraped(metricsOf(state, { isStale: true }));
    await expectAlert(await rules, blind, 75, "SkewMonitorDown", {
      ...down,
      exp_labels: { ...down.exp_labels, instance: "a" },
    });
  });

  it("says what is wrong, and where to look", async () => {
    await expectAlert(
      await rules,
      watched([8_000, 500, 500, 1_000]),
      75,
      SHARE.split(" ")[0] ?? "",
      {
        exp_labels: { instance: "a", severity: "warning", topic: "t" },
        exp_annotations: {
          summary: "One partition of topic t gets more than its contract allows",
          description:
            "The busiest partition got 80% of the messages; max_partition_share allows 40 %. skew_contract_live_hottest_partition says which it is. The keys now differ from the sample that was judged: take a new one and run skew-contract check.",
        },
      },
    );
  });
});
