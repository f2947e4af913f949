import { describe, expect, it } from "vitest";
import { exporterNames, lags, metricsOf, offsets, skewed } from "../support/kafka-metrics.ts";
import {
  checkRules,
  expectFiring,
  hasPromtool,
  type Series,
  series,
} from "../support/prometheus.ts";
import { cli, contract, folder } from "./cli.ts";

/* The rules that the built command line prints, judged by Prometheus. */

const lagSkew = ["KafkaConsumerLagSkew t"];

async function rulesFor(args: readonly string[]): Promise<string> {
  const yaml = contract("partitions: 12", "max_partition_share: 0.15");
  const run = await cli(["alerts", ...args], { cwd: folder({ "skew_contract.yml": yaml }) });
  expect(run).toMatchObject({ code: 0, stderr: "" });
  return run.stdout;
}

describe.skipIf(!hasPromtool).concurrent.each(exporterNames)(
  "Prometheus, with rules for %s",
  (name) => {
    const rules = rulesFor(["--exporter", name]);
    const { rateAlert } = metricsOf(name);
    const share = ["KafkaPartitionShareAboveContract t"];
    const rate = [...(rateAlert === "" ? [] : [rateAlert]), ...share];

    it("accepts them", async () => {
      expect(await checkRules(await rules)).toContain("SUCCESS: 4 rules found");
    });

    it.each<[string, Series[], string[]]>([
      ["fires for skewed lag", lags(name, skewed(50_000, 1000)), lagSkew],
      ["is silent for even lag", lags(name, skewed(50_000, 40_000)), []],
      ["is silent for lag up to 3 times the average", lags(name, skewed(11_000, 3000)), []],
      ["is silent for a skewed lag of few messages", lags(name, skewed(900, 1)), []],
      ["is silent for another topic", lags(name, skewed(50_000, 1000), "u"), []],
      [
        "does not mix consumer groups",
        [9000, 10, 11, 12, 13].flatMap((lag) => lags(name, skewed(lag, lag), "t", `g${lag}`)),
        [],
      ],
      [
        "does not mix clusters",
        [[9000, 9000, 9000], skewed(10, 10)].flatMap((values, id) => {
          const label = name === "jmx" ? "cluster" : "instance";
          return lags(name, values, "t", "g", { [label]: `${id}` });
        }),
        [],
      ],
      ["leaves out unknown lag", lags(name, [5000, 5000, 5000, ...skewed(-1, -1).slice(3)]), []],
      ["fires for skewed messages", offsets(name, skewed(300, 10)), rate],
      ["is silent for even messages", offsets(name, skewed(300, 250)), []],
      ["fires for a share above the contract's", offsets(name, skewed(190, 90)), share],
      ["is silent for a share below it", offsets(name, skewed(160, 90)), []],
      ["is silent for few messages", offsets(name, skewed(10, 0)), []],
      ["is silent for other topics' messages", offsets(name, skewed(300, 10), "u"), []],
      [
        "takes an offset that falls for no messages",
        offsets(name, ["1000000+100x40 1003000+100x50", ...skewed(100, 100).slice(1)]),
        [],
      ],
      [
        "is silent for a topic made anew",
        offsets(name, ["90000+0x60 0+100x30", ...skewed(0, 0)]),
        [],
      ],
    ])("%s", async (_, input, alerts) => {
      await expectFiring(await rules, input, 75, alerts);
    });

    it("waits for 10 minutes", async () => {
      const input = lags(name, skewed(50_000, 1000));
      await expectFiring(await rules, input, 9, []);
      await expectFiring(await rules, input, 11, lagSkew);
    });

    it("fires for skewed processing time, of known values", async () => {
      const input = (values: string[], metric = "kafka_consumer_processing_time_p99") =>
        values.map((value, partition) =>
          series(metric, { job: "app", topic: "t", partition: `${partition}` }, `${value}+0x90`),
        );
      const slow = ["2.5", ...skewed(0.5, 0.5).map(String), "NaN"];
      const fires = ["KafkaProcessingTimeSkew t"];
      await expectFiring(await rules, input(slow), 75, fires);
      await expectFiring(await rules, input(skewed(0.9, 0.5).map(String)), 75, []);
      const own = await rulesFor(["--exporter", name, "--processing-metric", "app:p99"]);
      await expectFiring(own, input(slow), 75, []);
      await expectFiring(own, input(slow, "app:p99"), 75, fires);
    });
  },
);
