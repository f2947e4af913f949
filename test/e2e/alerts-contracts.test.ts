import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { lags, metricsOf, offsets, skewed } from "../support/kafka-metrics.ts";
import {
  checkRules,
  expectAlert,
  expectFiring,
  hasPromtool,
  series,
} from "../support/prometheus.ts";
import { cities, cli, contract, expectRefusal, folder, type Run } from "./cli.ts";

/* What `alerts` makes of contracts and names, and what it refuses. */

const rulesOf = async (text: string, ...args: string[]) => {
  const run = await cli(["alerts", ...args], { cwd: folder({ "skew_contract.yml": text }) });
  expect(run).toMatchObject({ code: 0, stderr: "" });
  return run.stdout;
};
const alertNames = (rules: string): string[][] =>
  parse(rules).groups.map(({ rules }: { rules: { alert: string }[] }) =>
    rules.map(({ alert }) => alert),
  );

describe.concurrent("the rules of a contract", () => {
  const text = `version: 1
defaults: { partitions: 12 }
topics: { a: { max_partition_share: 0.2 }, b: {}, c: { max_partition_share: 1 } }
`;
  const usual = ["KafkaConsumerLagSkew", "KafkaMessageRateSkew", "KafkaProcessingTimeSkew"];

  it("are a group for each topic, with the share only where it is limited", async () => {
    const rules = await rulesOf(text);
    const shared = [...usual, "KafkaPartitionShareAboveContract"];
    expect(alertNames(rules)).toEqual([shared, usual, usual]);
    expect(rules).toContain("> 0.2\n");
  });

  it("are none on a limit that is switched off", async () => {
    const off = ["max_partition_share: 0.2", "severity: { max_partition_share: off }"];
    expect(alertNames(await rulesOf(contract("partitions: 12", ...off)))).toEqual([usual]);
  });

  it("are of one topic with --topic", async () => {
    const [group, ...others] = parse(await rulesOf(text, "--topic", "b")).groups;
    expect(others).toEqual([]);
    expect(group.name).toBe("partition skew of b");
  });

  it.each([
    [1, []],
    [2, []],
    [3, usual.slice(1)],
    [4, usual],
  ])("of %i partitions leave out what cannot fire", async (partitions, alerts) => {
    const rules = await rulesOf(contract(`partitions: ${partitions}`));
    expect(alertNames(rules)).toEqual([alerts]);
    expect(rules.match(/# Kafka\w+ is left out: /g) ?? []).toHaveLength(3 - alerts.length);
    if (hasPromtool) expect(await checkRules(rules)).toContain(`${alerts.length} rules found`);
  });

  it("need no keys", async () => {
    const file = `${cities}/by-city/skew_contract.yml`;
    expect(await cli(["alerts", "-c", file], { cwd: folder() })).toMatchObject({ code: 0 });
  });
});

describe.skipIf(!hasPromtool).concurrent("Prometheus reads any name", () => {
  const hostile = `a.b*(|"b'c\\ {{ $value }} {{ template "x" }}{{/* {% }} \n  - alert: X\n\t#\u0000\u0085\u2028 é😀 {`;
  const text = JSON.stringify({
    version: 1,
    topics: { [hostile]: { partitions: 12, max_partition_share: 0.5 }, "a.b": { partitions: 12 } },
  });

  it.each(["kafka_exporter", "kminion", "jmx"])("as a topic of %s, and shows it", async (name) => {
    const rules = await rulesOf(text, "--exporter", name);
    expect(await checkRules(rules)).toContain("7 rules found");
    const [metric, labels] = metricsOf(name).lag(hostile, 0, hostile);
    const input = lags(name, skewed(50_000, 1000), hostile, hostile, { job: hostile });
    expect(input[0]?.series.startsWith(metric)).toBe(true);
    const { partition, partition_id, clientId, ...kept } = labels;
    const target = name === "jmx" ? {} : { instance: "a" };
    await expectAlert(rules, input, 15, "KafkaConsumerLagSkew", {
      exp_labels: { ...kept, ...target, job: hostile, severity: "warning", topic: hostile },
      exp_annotations: {
        summary: `Consumer lag of topic ${hostile} piles up in one partition`,
        description: expectedDescription(name, metric, hostile),
      },
    });
  });

  it("as a consumer group, and watches it alone", async () => {
    const argument = hostile.replaceAll("\u0000", "");
    const rules = await rulesOf(contract("partitions: 12"), "--group", argument);
    const lag = (group: string) => lags("kafka_exporter", skewed(50_000, 1000), "t", group);
    await expectFiring(rules, lag(argument), 15, ["KafkaConsumerLagSkew t"]);
    await expectFiring(rules, lag("other"), 15, []);
  });

  it("of a consumer's JVM, where dots became underscores or did not, or both", async () => {
    const rules = await rulesOf(
      contract("partitions: 12").replace(" t:", " a.b:"),
      "--exporter",
      "jmx",
    );
    const lag = (topic: string) => lags("jmx", skewed(50_000, 1000), topic);
    const fires = ["KafkaConsumerLagSkew a.b"];
    await expectFiring(rules, lag("a_b"), 15, fires);
    await expectFiring(rules, lag("a.b"), 15, fires);
    await expectFiring(rules, [...lag("a.b"), ...lag("a_b")], 15, fires);
    await expectFiring(rules, [...lag("axb"), ...lag("a_b_c")], 15, []);
  });
});

function expectedDescription(name: string, metric: string, group: string): string {
  const reader = name === "jmx" ? "job" : "consumer group";
  const label = name === "kminion" ? "partition_id" : "partition";
  return `The most lagging partition of ${reader} ${group} has 9.836 times the average lag of its partitions. Compare ${metric} by ${label} to find it. If the same partition also gets the most messages, a key is hot or there are too few keys: take a new sample of keys and run skew-contract check. If not, look at the consumer that owns the partition.`;
}

describe.skipIf(!hasPromtool).concurrent("replicas on several brokers", () => {
  const rules = rulesOf(
    contract("partitions: 12", "max_partition_share: 0.15"),
    "--exporter",
    "jmx",
  );
  const brokers = (rates: (number | string)[], ...others: (number | string)[][]) =>
    [rates, rates, ...others].flatMap((of, id) => offsets("jmx", of, "t", { instance: `b${id}` }));
  const sizes = (gib: number[]) =>
    [1, 2].flatMap((id) =>
      gib.map((size, partition) => {
        const labels = { job: "kafka", instance: `b${id}`, topic: "t", partition: `${partition}` };
        return series("kafka_log_log_size", labels, `${size * 2 ** 30}+0x90`);
      }),
    );

  it("count once", async () => {
    const share = ["KafkaPartitionShareAboveContract t"];
    await expectFiring(await rules, brokers(skewed(190, 90)), 75, share);
    await expectFiring(await rules, brokers(skewed(160, 90)), 75, []);
    await expectFiring(await rules, brokers(skewed(160, 90), [190]), 75, share);
  });

  it("may catch up after a failure or a move", async () => {
    const late = ["0x30 0+878x10 8780+90x50"];
    await expectFiring(await rules, brokers(skewed(90, 90), late), 75, []);
  });

  it("show sizes, which alert where they are large and skewed", async () => {
    await expectFiring(await rules, sizes(skewed(9, 3)), 15, ["KafkaPartitionSizeSkew t"]);
    await expectFiring(await rules, sizes(skewed(5, 3)), 15, []);
    await expectFiring(await rules, sizes(skewed(0.9, 0.1)), 15, []);
  });
});

describe.concurrent("refused is", () => {
  const alerts = (...args: string[]): Promise<Run> =>
    cli(["alerts", ...args], { cwd: folder({ "skew_contract.yml": contract("partitions: 12") }) });

  it.each<[string, string[], string]>([
    ["an unknown exporter", ["--exporter", "kmignon"], 'did you mean "kminion"?'],
    ["an unknown topic", ["--topic", "tt"], 'unknown topic "tt"'],
    ["a metric with a space", ["--processing-metric", "a b"], "is not a valid metric name"],
    [
      "a metric that breaks out",
      ["--processing-metric", "a{} or vector(9)"],
      "not a valid metric name",
    ],
    [
      "a metric that PromQL reads as a number",
      ["--processing-metric", "Inf"],
      "not a valid metric name",
    ],
    ["an empty group", ["--group", ""], "--group is empty"],
    ["a group where none is known", ["--exporter", "jmx", "--group", "g"], "kafka_exporter"],
    ["a missing contract", ["--contract", "no.yml"], "no.yml"],
  ])("%s", async (_, args, says) => {
    expectRefusal(await alerts(...args), says);
  });
});
