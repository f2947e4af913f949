import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { TopicReport } from "#doors/library/index.ts";
import {
  cli,
  contract,
  expectRefusal,
  expectUntouched,
  folder,
  manyKeys,
  root,
  topicOf,
} from "./cli.ts";

function fixture<T>(name: string): T {
  return JSON.parse(readFileSync(`${root}fixtures/vectors/${name}.json`, "utf8"));
}

async function judged(
  keys: string,
  ...fields: readonly string[]
): Promise<{ code: number | null; report: TopicReport }> {
  const text = contract("keys: k", ...fields);
  const cwd = folder({ "skew_contract.yml": text, k: keys });
  const run = await cli(["check", "-o", "json", "--show-keys", "full"], { cwd });
  return { code: run.code, report: topicOf(run) };
}

describe.concurrent("key_frame", () => {
  /** 40 % of the records are of one merchant, in windows of a minute. */
  const windowed = Array.from({ length: 5000 }, (_, i) => {
    const merchant = i % 5 < 2 ? "merchant-1" : `merchant-${i}`;
    const start = (1_790_000_000_000 + 60_000 * i).toString(16).padStart(16, "0");
    return `${Buffer.from(merchant).toString("hex")}${start}`;
  });
  const fields = ["partitions: 12", "key_type: bytes-hex", "max_partition_share: 0.15"];

  it("places windowed keys of Kafka Streams by their inner keys", async () => {
    const keys = `${windowed.join("\n")}\n`;
    const whole = await judged(keys, ...fields, "producer: kafka-streams");
    expect(whole.code).toBe(0);
    expect(whole.report.suggestions[0]).toContain("set key_frame: windowed:");
    const inner = await judged(keys, ...fields, "key_frame: windowed");
    expect(inner.code).toBe(1);
    expect(inner.report).toMatchObject({
      key_frame: "windowed",
      unique_keys: 3001,
      top_keys: [
        { key: Buffer.from("merchant-1").toString("hex"), share: 0.4 },
        {},
        {},
        {},
        {},
        {},
        {},
        {},
        {},
        {},
      ],
    });
  });

  it("refuses a key that is shorter than its window, with its line", async () => {
    const text = contract("keys: k", ...fields, "key_frame: windowed-session");
    const cwd = folder({
      "skew_contract.yml": text,
      k: `${"00".repeat(20)}\n${"00".repeat(15)}\n`,
    });
    expectRefusal(await cli(["check"], { cwd }), "the key has 15 bytes", /k:2$/m);
  });

  it("is not checked in sample files, which reports say", async () => {
    const key = "000000000761";
    const yaml = contract(
      "partitions: 4",
      "keys: k.skew",
      "key_type: bytes-hex",
      "key_frame: confluent",
    );
    const cwd = folder({ k: `${key}\n`, "skew_contract.yml": yaml });
    await cli(["sample", "k", "--key-type", "bytes-hex", "-o", "k.skew"], { cwd });
    const { code, stdout } = await cli(["check"], { cwd });
    expect(code).toBe(0);
    expect(stdout).toContain("Key frame: sample files do not contain schema ids");
  });

  it("is kept in a sample file, which fits only such contracts", async () => {
    const yaml = contract("keys: k.skew", ...fields, "key_frame: windowed");
    const cwd = folder({ k: `${windowed.join("\n")}\n`, "skew_contract.yml": yaml });
    const flags = ["--key-type", "bytes-hex", "-o", "k.skew"];
    expect((await cli(["sample", "k", ...flags, "--key-frame", "windowed"], { cwd })).code).toBe(0);
    const run = await cli(["check", "-o", "json"], { cwd });
    expect(topicOf(run)).toMatchObject({ unique_keys: 3001, max_key_share: 0.4 });
    expect((await cli(["sample", "k", ...flags], { cwd })).code).toBe(0);
    expectRefusal(await cli(["check"], { cwd }), "made with key_frame none");
  });

  it("confluent warns of a second schema id", async () => {
    const framed = (id: number) =>
      Array.from({ length: 500 }, (_, i) => {
        const frame = id.toString(16).padStart(10, "0");
        return `${frame}${Buffer.from(`order-${i}`).toString("hex")}\n`;
      }).join("");
    const own = ["partitions: 12", "key_type: bytes-hex", "key_frame: confluent"];
    const { code, report } = await judged(framed(1) + framed(300), ...own);
    expect(code).toBe(0);
    expect(report).toMatchObject({
      verdict: "warn",
      violations: [{ rule: "schema_ids", severity: "warning" }],
      schema_ids: [
        { id: 1, keys: 500 },
        { id: 300, keys: 500 },
      ],
    });
    expect(report.top_keys[0]?.key).toMatch(/^6f726465722d/);
  });
});

describe.concurrent("null_token", () => {
  it("makes null keys of a text", async () => {
    const { report } = await judged("NULL\na\nNULL\nnull\n", "partitions: 4", 'null_token: "NULL"');
    expect(report).toMatchObject({ records: 4, null_keys: 2, unique_keys: 2, empty_keys: 0 });
  });

  it('makes null keys of empty ones, if it is ""', async () => {
    const { code, report } = await judged(
      "a\n\n\n",
      "partitions: 4",
      'null_token: ""',
      "max_empty_keys: 0",
      "max_null_keys: 0.5",
    );
    expect(code).toBe(1);
    expect(report).toMatchObject({ null_keys: 2, empty_keys: 0 });
    expect(report.violations).toMatchObject([{ rule: "max_null_keys", limit: 0.5, actual: 2 / 3 }]);
  });

  it("bare NULL is YAML's null, which is refused with the quotes to write", async () => {
    const text = contract("partitions: 4", "keys: k", "null_token: NULL");
    const cwd = folder({ "skew_contract.yml": text, k: "a\n" });
    expectRefusal(await cli(["check"], { cwd }), 'null_token: "NULL"', /:7:17$/m);
  });

  it("comes before key_type", async () => {
    const { report } = await judged(
      "7\nNULL\n",
      "partitions: 4",
      "key_type: int",
      'null_token: "NULL"',
    );
    expect(report).toMatchObject({ null_keys: 1, unique_keys: 1 });
  });
});

describe.concurrent("key_type", () => {
  const vectors = fixture<{ keys: { key_type: string; text: string; hex: string }[] }>(
    "serialized-keys",
  ).keys.filter(({ text }) => !/[\r\n]|\p{Surrogate}/u.test(text));

  it.each([...new Set(vectors.map(({ key_type }) => key_type))])(
    "%s: the bytes that Kafka's own serializer made",
    async (type) => {
      const keys = vectors.filter(({ key_type }) => key_type === type);
      const lines = (part: "text" | "hex") => keys.map((key) => `${key[part]}\n`).join("");
      const { report } = await judged(lines("text"), "partitions: 1000", `key_type: ${type}`);
      const bytes = await judged(lines("hex"), "partitions: 1000", "key_type: bytes-hex");
      expect(report.records).toBe(keys.length);
      expect(report.partition_counts).toEqual(bytes.report.partition_counts);
    },
  );

  it("takes one number written in two ways for one key", async () => {
    const { report } = await judged("7\n007\n+7\n", "partitions: 48", "key_type: int");
    expect(report).toMatchObject({ unique_keys: 1, key_type: "int" });
  });

  it.each([
    ["int", "1\n2\nthree\n", "k:3", "the key is not of key_type int"],
    ["int", "1\n2147483648\n", "k:2", "2^31"],
    ["short", "32768\n", "k:1", "2^15"],
    ["long", "1\n\n3\n", "k:2", "null_token"],
    ["int", "1\r\n 2\r\n", "k:2", "the key is not of key_type int"],
    ["uuid", "123e4567-e89b-12d3-a456-42661417400\n", "k:1", "a UUID"],
    ["bytes-hex", "00ff\n0g\n", "k:2", "hexadecimal"],
    ["bytes-base64", "AP8Q\nA?==\n", "k:2", "Base64"],
    ["double", "1.5\n1,5\n", "k:2", "decimal"],
  ])("%s refuses other text, at file:line: %j", async (type, keys, where, says) => {
    const files = {
      "skew_contract.yml": contract("partitions: 4", "keys: k", `key_type: ${type}`),
    };
    const place = new RegExp(`at ${where}$`, "m");
    const escaped = says.replace(/[\^?]/g, "\\$&");
    await expectUntouched([], { ...files, k: keys }, { says: [place, new RegExp(escaped)] });
  });
});

describe.concurrent("partitioner", () => {
  type Key = { hex: string } | { repeat_hex: string; times: number };
  const { keys } = fixture<{ keys: Key[] }>("keys");
  const hex = (key: Key) => ("hex" in key ? key.hex : key.repeat_hex.repeat(key.times));

  it.each([
    "murmur2",
    "crc32",
    "fnv1a",
    "fnv1a-mask",
    "murmur2-unsigned",
    "kafkajs-legacy",
    "xxh32",
  ])("%s places keys as the real client did", async (partitioner) => {
    type Vectors = { partition_counts: number[]; partitions: (number | null)[][] };
    const { partition_counts, partitions } = fixture<Vectors>(partitioner);
    const at = partition_counts.indexOf(1000);
    const expected = new Array<number>(1000).fill(0);
    let lines = "";
    for (const [i, places] of partitions.entries()) {
      const place = places[at] ?? null;
      // The client left it to chance.
      if (place === null) continue;
      (expected[place] as number) += 1;
      lines += `${hex(keys[i] as Key)}\n`;
    }
    const fields = ["partitions: 1000", "key_type: bytes-hex", `partitioner: ${partitioner}`];
    const { report } = await judged(lines, ...fields);
    expect(report.records).toBeGreaterThan(400);
    expect(report.partition_counts).toEqual(expected);
  });
});

describe.concurrent("producer", () => {
  it("librdkafka leaves empty keys to chance: they are in no partition", async () => {
    const { report } = await judged("a\n\n\n", "partitions: 4", "producer: librdkafka");
    expect(report).toMatchObject({ partitioner: "crc32", placed_records: 1, empty_keys: 2 });
    expect(report.partition_counts.reduce((sum, count) => sum + count)).toBe(1);
  });

  it("java places them", async () => {
    const { report } = await judged("a\n\n\n", "partitions: 4", "producer: java");
    expect(report).toMatchObject({ partitioner: "murmur2", placed_records: 3, empty_keys: 2 });
  });

  it("with empty keys alone there is nothing to judge for librdkafka", async () => {
    const fields = ["partitions: 4", "keys: k", "producer: librdkafka", "max_gini: 0.9"];
    const text = contract(...fields).replace("sample_size: 1", "max_cv: 9");
    const files = { "skew_contract.yml": text, k: "\n\n" };
    await expectUntouched([], files, { says: ["empty or null"] });
  });

  it("that ignores keys is refused", async () => {
    const text = contract("partitions: 4", "keys: k", "producer: rskafka");
    const cwd = folder({ "skew_contract.yml": text, k: "a\n" });
    expectRefusal(
      await cli(["check"], { cwd }),
      /the name \S+ does not say where a key goes/,
      "skew_contract.yml:7:15",
    );
  });
});

describe.concurrent("producers", () => {
  it("that disagree break the contract, with the share of keys in two places", async () => {
    const fields = ["partitions: 48", "producers: [java, confluent-kafka-python]"];
    const { code, report } = await judged(manyKeys(10_000), ...fields);
    expect(code).toBe(1);
    expect(report.violations).toMatchObject([{ rule: "producers", severity: "error" }]);
    expect(report.violations[0]?.actual).toBeGreaterThan(0.97);
    expect(report.violations[0]?.message).toMatch(/97\.\d %|98\.?\d? %/);
  });

  it("that agree hold it", async () => {
    const fields = ["partitions: 48", "producers: [java, kafka-streams, franz-go]"];
    expect(await judged(manyKeys(1000), ...fields)).toMatchObject({
      code: 0,
      report: { verdict: "pass", violations: [] },
    });
  });

  it("differ over empty keys alone, where they treat those differently", async () => {
    const fields = ["partitions: 1", "producers: [java, librdkafka]"];
    expect((await judged("a\nb\n", ...fields)).code).toBe(0);
  });
});

describe.concurrent("limits", () => {
  it("sample_size: too few records are no evidence", async () => {
    const { code, report } = await judged(manyKeys(99), "partitions: 4", "sample_size: 100");
    expect(code).toBe(1);
    expect(report.violations).toMatchObject([{ rule: "sample_size", limit: 100, actual: 99 }]);
    const enough = await judged(manyKeys(100), "partitions: 4", "sample_size: 100");
    expect(enough.code).toBe(0);
  });

  it.each<[string, string[], string[]]>([
    ["hot", ["max_partition_share: 0.5", "max_gini: 0.5", "max_cv: 1"], []],
    ["hot", ["max_key_share: 0.5", "min_unique_keys: 2"], []],
    ["hot", ["consumers: 2", "max_consumer_share: 0.6"], []],
    ["", ["max_empty_keys: 0"], []],
  ])("each one breaks by itself: %j %j", async (key, limits) => {
    const { code, report } = await judged(`${key}\n`.repeat(10), "partitions: 4", ...limits);
    expect(code).toBe(1);
    const broken = limits
      .map((limit) => limit.split(":")[0])
      .filter((rule) => rule !== "consumers");
    expect(report.violations.map(({ rule }) => rule).sort()).toEqual(broken.sort());
    for (const { limit, actual, message } of report.violations) {
      expect(actual).not.toBe(limit);
      expect(message).not.toBe("");
    }
  });

  it("hold where the value is the limit itself", async () => {
    const limits = ["max_partition_share: 1", "max_gini: 0.75", "max_cv: 2", "max_key_share: 1"];
    const { code } = await judged("hot\n".repeat(10), "partitions: 4", ...limits);
    expect(code).toBe(0);
  });
});

describe.concurrent("severity", () => {
  const hot = "hot\n".repeat(10);

  it("warning: the verdict is warn and the exit code 0", async () => {
    const fields = ["partitions: 4", "max_gini: 0.5", "severity: { max_gini: warning }"];
    const { code, report } = await judged(hot, ...fields);
    expect(code).toBe(0);
    expect(report).toMatchObject({
      verdict: "warn",
      violations: [{ rule: "max_gini", severity: "warning" }],
    });
  });

  it("off: not judged at all", async () => {
    const fields = ["partitions: 4", "max_gini: 0.5", "severity: { max_gini: off }"];
    expect((await judged(hot, ...fields)).report).toMatchObject({
      verdict: "pass",
      violations: [],
    });
  });

  it("one error among warnings fails", async () => {
    const limits = ["max_gini: 0.5", "max_cv: 1", "severity: { max_gini: warning }"];
    const { code, report } = await judged(hot, "partitions: 4", ...limits);
    expect({ code, verdict: report.verdict }).toEqual({ code: 1, verdict: "fail" });
  });

  it("shows in the text", async () => {
    const fields = ["partitions: 4", "max_gini: 0.5", "severity: { max_gini: warning }"];
    const cwd = folder({ "skew_contract.yml": contract("keys: k", ...fields), k: hot });
    expect((await cli(["check"], { cwd })).stdout).toMatch(/^! t: holds, with warnings/);
  });
});
