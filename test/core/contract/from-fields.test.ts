import { describe, expect, it } from "vitest";
import { contractFromFields } from "#core/contract/from-fields.ts";
import { parseContract } from "#core/contract/parse.ts";
import { errorsOf, type Fields } from "../../support/judge-keys.ts";

const errors = (fields: unknown, nameOf?: (field: string) => string) =>
  errorsOf(() => contractFromFields(fields as Fields, nameOf));

describe("contractFromFields", () => {
  it("gives what the file of the same fields gives", () => {
    const [topic] = parseContract(
      "version: 1\ntopics: {orders: {partitions: 12, producer: sarama, max_gini: 0.5}}\n",
    ).topics;
    const fields = { topic: "orders", partitions: 12, producer: "sarama", max_gini: 0.5 } as const;
    expect(contractFromFields(fields)).toEqual(topic);
  });

  it("does without a topic's name", () => {
    expect(contractFromFields({ partitions: 1 }).topic).toBe("keys");
  });

  it("takes a field that is undefined for one left out", () => {
    expect(errors({ partitions: 1, max_gini: undefined })).toEqual([]);
  });

  it("names the field as the caller does", () => {
    const [error] = errors({ partitions: 48, max_gini: 15 }, (field) => `--${field}`);
    expect(error).toMatchObject({
      where: "--max_gini",
      what: "max_gini must be at most 1, not 15",
    });
  });

  it("tells all errors at once", () => {
    expect(errors({ partitions: 0, max_gini: Number.NaN, producer: "jav" })).toHaveLength(3);
    expect(
      errors({ partitions: 48, max_partition_share: 0.001, max_consumer_share: 1 }),
    ).toHaveLength(2);
  });

  it("says that partitions are missing, and nothing of a file's defaults", () => {
    const [error] = errors({});
    expect(error?.what).toBe('"partitions" is missing');
    expect(error?.next).not.toContain("defaults");
  });

  it("knows the fields of a topic when one is misspelt", () => {
    const [error] = errors({ partitions: 48, max_ginni: 0.1 });
    expect(error?.what).toBe('unknown field "max_ginni"; did you mean "max_gini"?');
    expect(error?.next).toMatch(/^Fields here: partitions, /);
  });

  it("takes __proto__ for a topic's name", () => {
    expect(contractFromFields({ topic: "__proto__", partitions: 3 })).toMatchObject({
      topic: "__proto__",
      partitions: 3,
    });
  });

  it("says in one error that the topic's name is empty", () => {
    const found = errors({ topic: "", partitions: 3 });
    expect(found).toHaveLength(1);
    expect(found[0]?.what).toMatch(/name/);
  });
});
