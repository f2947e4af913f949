import { Ajv } from "ajv";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RawTopic } from "#core/contract/contract.ts";
import { jsonReport, jsonTopicReport } from "#core/reports/json.ts";
import { showKeysModes } from "#core/reports/key-display.ts";
import { gate } from "#doors/library/gate.ts";
import schema from "../../../schemas/report.schema.json" with { type: "json" };
import { type Counted, judgeKeys, numbered } from "../../support/judge-keys.ts";
import { render } from "../../support/report.ts";

const ajv = new Ajv({ allErrors: true, strictTypes: false });
const validate = ajv.compile(schema);
const validateTopic = ajv.compile({ $ref: `${schema.$id}#/definitions/topic` });

const HOT: Counted[] = [
  ["hot", 500],
  ["", 20],
  [null, 30],
  [new Uint8Array([0xff, 0]), 7],
  ...numbered(300),
];
const FIELDS: RawTopic = {
  partitions: 12,
  max_partition_share: 0.2,
  min_unique_keys: 1000,
  consumers: 5,
  max_consumer_share: 0.5,
  producers: ["java", "sarama"],
  severity: { min_unique_keys: "warning" },
};

describe("the JSON report", () => {
  it.each(showKeysModes)("is as its schema says, with keys shown as %s", (mode) => {
    const result = judgeKeys({ topic: "orders", ...FIELDS }, HOT);
    const passing = judgeKeys({ partitions: 1 }, numbered(3));
    const text = render(jsonReport, [result, passing], { showKeys: mode });
    validate(JSON.parse(text));
    expect(validate.errors ?? []).toEqual([]);
    expect(text.endsWith("}\n")).toBe(true);
  });

  it("has the one topic alone for the article's workflow, with the fields it reads", () => {
    const result = judgeKeys({ topic: "orders", ...FIELDS }, HOT);
    const topic = JSON.parse(render(jsonTopicReport, [result], { showKeys: "full" }));
    validateTopic(topic);
    expect(validateTopic.errors ?? []).toEqual([]);
    expect(topic).toMatchObject({
      topic: "orders",
      max_partition_share: expect.any(Number),
      gini: expect.any(Number),
      unique_keys: 303,
      top_partitions: expect.arrayContaining([
        { partition: expect.any(Number), count: expect.any(Number), share: expect.any(Number) },
      ]),
      suggestions: expect.arrayContaining([expect.stringContaining("Hot key")]),
    });
  });

  it("is nothing where there is no topic", () => {
    expect(render(jsonTopicReport, [])).toBe("");
  });

  it("is valid for any keys, and its shares are counts over placed records", () => {
    const key = fc.oneof(
      fc.string({ unit: "binary", maxLength: 5 }),
      fc.uint8Array({ maxLength: 5 }),
      fc.constant(null),
    );
    const counted = fc.record({ key, count: fc.integer({ min: 1, max: 1e9 }) });
    const fields = fc.record({
      partitions: fc.integer({ min: 1, max: 30 }),
      consumers: fc.option(fc.integer({ min: 1, max: 40 }), { nil: undefined }),
    });
    fc.assert(
      fc.property(fields, fc.array(counted, { maxLength: 30 }), (contract, list) => {
        const report = gate(contract, ["anchor", ...list]);
        validateTopic(JSON.parse(JSON.stringify(report)));
        expect(validateTopic.errors ?? []).toEqual([]);
        for (const { count, share } of [...report.top_keys, ...report.top_partitions]) {
          expect(share).toBe(count / report.placed_records);
        }
      }),
      { numRuns: 25 },
    );
  });

  it("has numbers, never null, for any number of equal keys over few partitions", () => {
    for (const keys of [1, 255, 256, 257, 258, 300]) {
      for (const partitions of [1, 2, 3, 6]) {
        const report = gate(
          { partitions },
          numbered(keys).map(([key]) => key as string),
        );
        validateTopic(JSON.parse(JSON.stringify(report)));
        expect(validateTopic.errors ?? [], `${keys} keys over ${partitions}`).toEqual([]);
      }
    }
  });

  it("tells each broken rule with its severity, limit and actual value", () => {
    const { violations } = gate({ ...FIELDS, partitions: 12 }, ["a", "a", "b"]);
    expect(violations.map(({ rule, severity }) => [rule, severity])).toEqual([
      ["max_partition_share", "error"],
      ["max_consumer_share", "error"],
      ["min_unique_keys", "warning"],
      ["producers", "error"],
    ]);
    expect(violations[0]).toMatchObject({ limit: 0.2, actual: 2 / 3 });
  });
});
