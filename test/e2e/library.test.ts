import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { cities, cli, contract, folder, library, root, topicOf } from "./cli.ts";

const { gate, parseContract, partitionFor, serializeKey, UserError, UserErrors } = await library();

describe("gate", () => {
  const limits = { partitions: 48, max_partition_share: 0.08, sample_size: 10 };

  it("passes keys that spread and fails a hot one", () => {
    const users = Array.from({ length: 10_000 }, (_, i) => `user-${i}`);
    expect(gate(limits, users)).toMatchObject({ verdict: "pass", records: 10_000, violations: [] });
    const report = gate(limits, [...users, ...new Array<string>(5000).fill("hot")]);
    expect(report.verdict).toBe("fail");
    expect(report.violations).toMatchObject([{ rule: "max_partition_share", limit: 0.08 }]);
    expect(report.top_keys[0]).toMatchObject({ key: "hot", count: 5000 });
  });

  it("is what the command line reports", async () => {
    const text = contract("partitions: 48", "keys: k", "max_gini: 0.5", 'null_token: "-"');
    const lines = ["a", "ä", "", "b", "a"];
    const cwd = folder({ "skew_contract.yml": text, k: `${lines.join("\n")}\n-\n` });
    const run = await cli(["check", "-o", "json", "--show-keys", "full"], { cwd });
    const [topic] = parseContract(text).topics;
    expect(topic && gate(topic, [...lines, null])).toEqual(topicOf(run));
  });

  it("takes text, bytes, null, and counts", () => {
    const bytes = new TextEncoder().encode("a");
    const report = gate(limits, [
      "a",
      bytes,
      { key: "a", count: 7 },
      null,
      undefined,
      { key: null, count: 2 },
    ]);
    expect(report).toMatchObject({ records: 13, unique_keys: 1, null_keys: 4 });
    expect(gate(limits, new Set(["a", "b"])).records).toBe(2);
  });

  it("serializes text by key_type", () => {
    const report = gate({ ...limits, key_type: "long" }, ["42", "042"]);
    expect(report).toMatchObject({ unique_keys: 1, top_keys: [{ key: "42", partition: 16 }] });
  });

  it("compares with earlier keys, or with the report on them", () => {
    const fields = { ...limits, sample_size: 1, min_known_keys: 0.9 };
    const users = Array.from({ length: 500 }, (_, i) => `user-${i}`);
    const renamed = users.map((user) => `v2:${user}`);
    const beside = gate(fields, renamed, { baseline: users });
    expect(beside.violations).toMatchObject([{ rule: "min_known_keys", actual: 0 }]);
    expect(gate(fields, users, { baseline: users }).violations).toEqual([]);
    const earlier = gate({ ...limits, partitions: 24 }, users);
    const moved = gate(fields, users, { baseline: earlier });
    expect(moved.violations).toMatchObject([{ rule: "remap", standing: "new" }]);
    expect(moved.baseline).toMatchObject({ partitions: 24, unique_keys: 500 });
  });

  it("agrees with the fixtures' verdicts", () => {
    for (const [name, verdict] of [
      ["by-country", "fail"],
      ["by-city", "pass"],
    ] as const) {
      const folder = `${cities}/${name}`;
      const [topic] = parseContract(readFileSync(`${folder}/skew_contract.yml`, "utf8")).topics;
      const [, ...rows] = readFileSync(`${folder}/keys.csv`, "utf8").trimEnd().split("\n");
      const keys = rows.map((row) => {
        const comma = row.lastIndexOf(",");
        return { key: row.slice(0, comma), count: Number(row.slice(comma + 1)) };
      });
      expect(topic && gate(topic, keys).verdict).toBe(verdict);
    }
  });

  it("throws for a contract that is wrong, with everything that is", () => {
    const wrong = { partitions: 0, max_gni: 1 } as unknown as { partitions: number };
    expect(() => gate(wrong, ["a"])).toThrow(UserErrors);
    expect(() => gate(wrong, ["a"])).toThrow(/max_gni[\s\S]*partitions/);
  });

  it("hints at the field that was meant", () => {
    try {
      gate({ partitions: 4, max_gni: 1 } as { partitions: number }, ["a"]);
      expect.fail("no error");
    } catch (error) {
      const [first] = (error as InstanceType<typeof UserErrors>).errors;
      expect(first?.parts.what).toContain('did you mean "max_gini"?');
    }
  });

  it.each([
    ["no keys", limits, []],
    ["null keys without a limit on the sample", { partitions: 4, max_gini: 0.5 }, [null]],
    ["a count below 0", limits, [{ key: "a", count: -1 }]],
    ["half a record", limits, [{ key: "a", count: 0.5 }]],
    ["text of another type", { ...limits, key_type: "int" as const }, ["x"]],
  ])("throws for %s", (_, fields, keys) => {
    expect(() => gate(fields, keys)).toThrow(UserError);
  });

  it("does not take a number or an object for a key", () => {
    expect(() => gate(limits, [42 as unknown as string])).toThrow(Error);
    expect(() => gate(limits, [{ id: 1 } as unknown as string])).toThrow(Error);
  });
});

describe("partitionFor and serializeKey", () => {
  const bytes = (text: string) => new TextEncoder().encode(text);

  it("place as the Java client unless told otherwise", () => {
    expect(partitionFor(serializeKey("long", "42"), 48)).toBe(16);
    expect(partitionFor(bytes(""), 48)).toBe(275646681 % 48);
    expect(partitionFor(bytes("123456789"), 1000, "crc32")).toBe(0xcbf43926 % 1000);
  });

  it("agree with the vectors of the real clients", () => {
    const fixture = (name: string) =>
      JSON.parse(readFileSync(`${root}fixtures/vectors/${name}.json`, "utf8"));
    const { keys } = fixture("keys");
    const { partition_counts, partitions } = fixture("murmur2");
    for (const [i, { hex }] of keys.entries()) {
      if (hex === undefined) continue;
      const key = serializeKey("bytes-hex", hex);
      const places = partition_counts.map((count: number) => partitionFor(key, count));
      expect(places).toEqual(partitions[i]);
    }
  });

  it.each([0, -1, 1.5, Number.NaN, 10 ** 9])("refuse %d partitions", (partitions) => {
    expect(() => partitionFor(bytes("a"), partitions)).toThrow(UserError);
  });

  it("refuse an unknown partitioner or type", () => {
    expect(() => partitionFor(bytes("a"), 4, "murmur" as "murmur2")).toThrow(/murmur2/);
    expect(() => serializeKey("integer" as "int", "1")).toThrow(/key_type/);
    expect(() => serializeKey("int", "one")).toThrow(/a whole number/);
  });

  it("do not take text for bytes", () => {
    expect(() => partitionFor("a" as unknown as Uint8Array, 48)).toThrow(Error);
  });
});
