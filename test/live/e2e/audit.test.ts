import { expect, it } from "vitest";
import { partitionFor } from "#core/partition-for.ts";
import { folder, type Run } from "../../e2e/cli.ts";
import { hasNode24, runAction } from "../../support/action.ts";
import { describeKafka, sharedCluster } from "../../support/kafka.ts";
import { livePlace, runLive } from "../../support/live-cli.ts";
import { done, makeTopic, producerOf, TIMEOUT_MS } from "../../support/records.ts";
import { expectReport } from "../../support/report-schema.ts";

const MINUTE_MS = 60_000;
const WINDOWS = 30;

interface Written {
  readonly key: string | null;
  readonly partition: number;
  readonly valueBytes?: number;
  readonly timestampMs?: number;
}

const placed = (key: string, partitions: number): Written => {
  return { key, partition: partitionFor(new TextEncoder().encode(key), partitions, "murmur2") };
};

/** Two heavy records of one key beside 200 light ones. */
const heavy = (i: number): Written => {
  const one = i % 100 === 0 ? placed("heavy", 4) : placed(`light-${i}`, 4);
  return { ...one, valueBytes: i % 100 === 0 ? 5_000 : 10 };
};

/** 50 records a minute; in one of the minutes, all in partition 1. */
const timed = (i: number): Written => {
  const minute = Math.floor(i / 50);
  const one = placed(`t-${i}`, 2);
  const partition = minute === 10 ? 1 : one.partition;
  const timestampMs = (29_000_000 + minute) * MINUTE_MS + (i % 50) * 1000;
  return { ...one, partition, timestampMs };
};

async function filled(partitions: number, size: number, write: (i: number) => Written) {
  const [, name] = await makeTopic(partitions, { "retention.ms": "-1" }, "audit");
  const producer = await producerOf();
  for (let i = 0; i < size; i++) {
    const { key, partition, valueBytes = 10, timestampMs } = write(i);
    producer.produce(name, partition, Buffer.alloc(valueBytes), key, timestampMs);
  }
  await done((end) => producer.flush(TIMEOUT_MS, end));
  return name;
}

function reportOf({ stdout, stderr, code }: Run) {
  if (stdout === "") throw new Error(`exit ${code}: ${stderr}`);
  expectReport(stdout);
  return JSON.parse(stdout);
}

describeKafka("The action in mode audit", () => {
  const audit = (topics: object, inputs: Readonly<Record<string, string>> = {}) =>
    runAction({
      cwd: folder({ "skew_contract.yml": JSON.stringify({ version: 1, topics }) }),
      inputs: { mode: "audit", comment: "never", "sarif-file": "a.sarif", ...inputs },
      env: { KAFKA_BOOTSTRAP_SERVERS: sharedCluster().bootstrap },
    });

  it.skipIf(!hasNode24)("publishes what is on the cluster, also beside what is not", async () => {
    const good = await filled(6, 300, (i) => placed(`g-${i}`, 6));
    const limits = { partitions: 6, max_partition_share: 0.5 };
    const holding = await audit({ [good]: limits }, { flags: "--records 1000\n--max-rate 10M" });
    expect(holding).toMatchObject({ code: 0, outputs: { verdict: "pass" } });
    expect(holding.log).toContain("Cost: ");
    expect(holding.outputs.sarif).not.toBe("");
    expect(holding.summary).toContain("On the cluster: 300 records");

    const broken = await audit({ [good]: { ...limits, partitions: 12 } });
    expect(broken).toMatchObject({ code: 1, outputs: { verdict: "fail" } });

    const missing = await audit({ [good]: limits, "audit-missing": limits });
    expect(missing).toMatchObject({ code: 2, outputs: { sarif: "" } });
    expect(missing.summary).toContain(
      "audit-missing was not judged: the cluster has no such topic",
    );

    const refused = await audit({ [good]: limits }, { flags: "--output json" });
    expect(refused.code).toBe(2);
    expect(refused.log).toContain("--output cannot be used here");
  });
});

describeKafka("audit", () => {
  it("judges topics as they are, and says what could not be judged", async () => {
    const good = await filled(6, 600, (i) => placed(`g-${i}`, 6));
    const elsewhere = await filled(8, 400, (i) => ({ key: `e-${i}`, partition: 3 }));
    const fat = await filled(4, 200, heavy);
    const windows = await filled(2, 50 * WINDOWS, timed);
    const contract = JSON.stringify({
      version: 1,
      topics: {
        [good]: { partitions: 6, max_partition_share: 0.3, min_unique_keys: 600 },
        [elsewhere]: { partitions: 8, max_partition_share: 0.3 },
        [fat]: { partitions: 12, max_key_bytes_share: 0.1 },
        [windows]: { partitions: 2, window: "1m", max_window_share: 0.9 },
        "audit-missing": { partitions: 4, max_partition_share: 0.9 },
      },
    });
    const place = livePlace({ "skew_contract.yml": contract });
    const audit = (...flags: readonly string[]) => {
      const { bootstrap } = sharedCluster();
      return runLive(["audit", "--bootstrap", bootstrap, "--output", "json", ...flags], place);
    };

    const holding = await audit("--topic", good);
    expect(holding).toMatchObject({ code: 0 });
    expect(reportOf(holding).topics).toMatchObject([
      {
        verdict: "pass",
        records: 600,
        partitions: 6,
        partitioner: "recorded",
        sample: "census",
        recorded_partitions: { found: { partitioners: [{ names: ["murmur2"] }] } },
        cluster: { cleanup_policy: "delete", is_estimate: false },
      },
    ]);
    expect(holding.stderr).toMatch(/^Cost: \d+ requests to 1 broker, /m);

    const all = await audit();
    expect(all.code).toBe(2);
    expect(all.stderr).toMatch(/no such topic.*\n.*at audit-missing\n/);
    const { verdict, topics, errors } = reportOf(all);
    expect(verdict).toBe("error");
    expect(errors).toMatchObject([{ topic: "audit-missing" }]);
    const broken = topics.map(
      ({ violations }: { violations: { rule: string; actual: number }[] }) =>
        violations.map(({ rule, actual }) => [rule, actual]),
    );
    expect(broken).toEqual([
      [],
      [
        ["max_partition_share", 1],
        ["partitioner", expect.any(Number)],
      ],
      [
        ["max_key_bytes_share", expect.any(Number)],
        ["partition_count", 4],
      ],
      [
        ["max_window_share", 1],
        ["partitioner", expect.any(Number)],
      ],
    ]);

    const sampled = await audit("--topic", windows, "--records", "300");
    // The limit is inside the interval, so the rule is a warning.
    expect(sampled.code).toBe(0);
    expect(reportOf(sampled).topics).toMatchObject([
      {
        verdict: "warn",
        sample: "random",
        max_window_share: 1,
        windows: { windows: WINDOWS, records: 50 * WINDOWS, estimate: { high: 1 } },
        cluster: { is_estimate: false },
      },
    ]);

    const planned = await audit("--topic", good, "--dry-run");
    expect(planned).toMatchObject({ code: 0 });
    expect(planned.stdout).toMatch(
      /6 partitions, up to 600 records, about .*\nNo record was read\./,
    );
  });
});
