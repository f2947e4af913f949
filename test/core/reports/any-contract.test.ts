import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UserErrors } from "#core/errors/user-error.ts";
import type { TopicReport } from "#core/reports/topic-report.ts";
import { type CountedKey, gate, type TopicContractFields } from "#doors/library/gate.ts";
import { expectReport } from "../../support/report-schema.ts";

/** Few partitions can have no less. */
const share = fc.double({ min: 0.2, max: 1, noNaN: true });
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });

/** Every kind of limit, of client and of other setting. */
const contracts: fc.Arbitrary<TopicContractFields> = fc
  .record({
    partitions: fc.integer({ min: 5, max: 64 }),
    max_partition_share: maybe(share),
    max_gini: maybe(share),
    max_cv: maybe(share),
    max_key_share: maybe(share),
    max_consumer_share: maybe(share),
    max_partition_bytes_share: maybe(share),
    max_key_bytes_share: maybe(share),
    max_window_share: maybe(share),
    min_unique_keys: maybe(fc.integer({ min: 1, max: 300 })),
    sample_size: maybe(fc.integer({ min: 1, max: 3000 })),
    max_null_keys: maybe(share),
    max_empty_keys: maybe(share),
    min_known_keys: maybe(share),
    producers: maybe(fc.constantFrom(["java"], ["java", "librdkafka"], ["franz-go", "kafkajs"])),
    key_frame: maybe(fc.constantFrom("confluent")),
    sample: maybe(fc.constantFrom("census", "random")),
    severity: maybe(fc.constantFrom({ confidence: "warning" }, { max_gini: "off" })),
    fail_on: maybe(fc.constantFrom("any", "new", "never")),
  })
  .map(({ ...fields }) => {
    Object.assign(fields, fields.max_consumer_share && { consumers: 6 });
    Object.assign(fields, fields.max_window_share && { window: "30s" });
    const set = Object.entries(fields).filter(([, value]) => value !== undefined);
    return Object.fromEntries(set) as unknown as TopicContractFields;
  });

const texts = fc.oneof(
  fc.nat(400).map((id) => `user-${id}`),
  fc.constantFrom("null", "hot", "a:unknown", "", "\u0000\u0000\u0000\u0000\u0007x", '{"id":null}'),
  fc.nat(90).map((minute) => new Date(minute * 60_000).toISOString()),
);
const records = fc.array(
  fc.record({
    key: fc.option(texts, { freq: 20 }),
    count: fc.integer({ min: 1, max: 60 }),
    time: fc.integer({ min: 1.7e12, max: 1.7e12 + 4e6 }),
    bytes: fc.nat(9000),
  }),
  { minLength: 20, maxLength: 400 },
);

/** Undefined if the contract contradicts itself, or cannot judge these keys. */
function judged(
  contract: TopicContractFields,
  keys: CountedKey[],
  baseline?: TopicReport | CountedKey[],
) {
  try {
    return gate(contract, keys, { baseline });
  } catch (error) {
    if (error instanceof UserErrors || (error instanceof Error && error.name === "UserError")) {
      return undefined;
    }
    throw error;
  }
}

describe("the report on any contract and keys", () => {
  it("is as its schema says, with a baseline of any kind, and is a baseline", () => {
    let reports = 0;
    const found = new Set<string>();
    fc.assert(
      fc.property(contracts, records, records, (contract, now, before) => {
        const plain = judged(contract, now);
        for (const baseline of [undefined, judged(contract, before), before, plain]) {
          const report = judged(contract, now, baseline);
          if (report === undefined) continue;
          const text = JSON.stringify({ version: 1, verdict: report.verdict, topics: [report] });
          expectReport(text);
          expect(JSON.parse(text).topics[0]).toEqual(report);
          for (const field of Object.keys(report)) found.add(field);
          reports++;
        }
      }),
      { numRuns: 20, seed: 20 },
    );
    expect(reports).toBeGreaterThan(30);
    for (const field of ["remedies", "not_judged", "record_bytes", "windows", "baseline"]) {
      expect([...found]).toContain(field);
    }
  });
});
