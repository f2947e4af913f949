import { describe, expect, it } from "vitest";
import { clientNames } from "#core/clients/families.ts";
import { cli, expectRefusal, folder, manyKeys, topicOf } from "./cli.ts";

describe.concurrent("clients", () => {
  it("lists every name once, as text and as JSON", async () => {
    const [text, json] = await Promise.all([
      cli(["clients"]),
      cli(["clients", "--output", "json"]),
    ]);
    expect(text).toMatchObject({ code: 0, stderr: "" });
    const { clients } = JSON.parse(json.stdout);
    expect(clients.map(({ name }: { name: string }) => name)).toEqual(clientNames);
    for (const name of clientNames) expect(text.stdout).toContain(name);
    expect(clients.find(({ name }: { name: string }) => name === "karafka")).toMatchObject({
      partitioner: "crc32",
      empty_key: "unplaced",
      null_key: "sticky",
      settings: { murmur2: "partitioner=murmur2_random" },
    });
    expect(clients.find(({ name }: { name: string }) => name === "mirrormaker")).toMatchObject({
      partitioner: null,
      reason: expect.stringContaining("source topic"),
    });
  });

  it.each([
    ["kafka-go", "Balancer"],
    ["redpanda-connect", "outputs disagree"],
    ["kafka-clint", 'did you mean "kafka-clients"'],
    ["rdkafkaa", 'did you mean "rdkafka"'],
  ])("%s as producer is explained", async (producer, says) => {
    const args = ["check", "--keys", "k", "--partitions", "12", "--producer", producer];
    expectRefusal(await cli(args, { cwd: folder({ k: manyKeys(10) }) }), says);
  });

  it("as they are configured are judged by a contract file", async () => {
    const contract = (producers: string) =>
      `version: 1\ntopics:\n  t: { partitions: 12, keys: k, producers: ${producers} }\n`;
    const judged = async (producers: string) => {
      const cwd = folder({ k: manyKeys(1000), "skew_contract.yml": contract(producers) });
      return cli(["check", "--output", "json"], { cwd });
    };
    const broken = await judged("[java, rdkafka]");
    expect(broken.code).toBe(1);
    expect(topicOf(broken).suggestions.join()).toContain("rdkafka with partitioner=murmur2_random");
    const run = await judged("[java, { client: rdkafka, partitioner: murmur2 }]");
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expectRefusal(await judged("[java, { client: rdkafka, partitoner: murmur2 }]"), "partitioner");
    expectRefusal(await judged("[java, { key_type: long }]"), "neither a client nor a partitioner");
  });

  it("hash the empty key or not, as a flag says", async () => {
    const cwd = folder({ k: `${"\n".repeat(300)}${manyKeys(700)}` });
    const args = ["check", "--output", "json", "--keys", "k", "--partitions", "12"];
    const shareOf = async (place: string) => {
      const run = await cli([...args, "--partitioner", "crc32", "--empty-keys", place], { cwd });
      return topicOf(run).max_partition_share;
    };
    expect(await shareOf("unplaced")).toBeLessThan(0.15);
    expect(await shareOf("hashed")).toBeGreaterThan(0.3);
  });
});
