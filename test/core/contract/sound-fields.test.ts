import { describe, expect, it } from "vitest";
import { contractFromFields } from "#core/contract/from-fields.ts";
import { contractIfSound } from "#core/contract/sound-fields.ts";
import { errorsOf, type Fields } from "../../support/judge-keys.ts";

describe("contractIfSound", () => {
  it.each<Fields>([
    { partitions: 1 },
    { topic: "orders", partitions: 12, producer: "sarama", max_gini: 0.5 },
    { topic: "__proto__", partitions: 3 },
  ])("makes the contract of %o", async (fields) => {
    expect(await contractIfSound(fields)).toEqual(contractFromFields(fields));
  });

  it.each<[title: string, fields: Fields]>([
    ["what the schema refuses", { partitions: 48, max_gini: 15 }],
    ["what the checks beyond it refuse", { partitions: 48, max_partition_share: 0.001 }],
    ["missing partitions", {}],
    ["a topic without a name", { topic: "", partitions: 3 }],
  ])("leaves %s to contractFromFields", async (_title, fields) => {
    expect(await contractIfSound(fields)).toBeUndefined();
    expect(errorsOf(() => contractFromFields(fields))).not.toEqual([]);
  });
});
