import { describe, expect, it } from "vitest";
import { baselineOfKeys } from "#core/baseline/baseline-of-keys.ts";
import { relaxedSince } from "#core/baseline/relaxed.ts";
import type { RawTopic } from "#core/contract/contract.ts";
import { contractFromFields } from "#core/contract/from-fields.ts";
import { judge } from "#core/judge.ts";
import { partitionFor } from "#core/partition-for.ts";
import { baselineOfReport } from "#core/reports/earlier-report.ts";
import { explainJson } from "#core/reports/explain-json.ts";
import { explainText } from "#core/reports/explain-text.ts";
import { fullKey, keyDisplay } from "#core/reports/key-display.ts";
import { textReport } from "#core/reports/text.ts";
import { topicReport } from "#core/reports/topic-report.ts";
import { whatIf } from "#core/simulations/what-if.ts";
import { suggest } from "#core/suggestions/index.ts";
import { schemaIdsIn } from "#core/tally/schema-ids.ts";
import { tallySpec } from "#core/tally/spec.ts";
import { tallyKeys } from "#core/tally/tally.ts";
import { type Counted, suggestionsOf, tableOf, utf8 } from "../../support/judge-keys.ts";
import { render } from "../../support/report.ts";
import { expectReport } from "../../support/report-schema.ts";

const FIELDS = { topic: "orders", partitions: 12, key_frame: "confluent" } as const;
const IDS = Array.from({ length: 6000 }, (_, i) => `order-${i}`);

/** Before the text, as a serializer of the Schema Registry does. */
function framed(id: number, text: string): Uint8Array {
  const key = new Uint8Array(5 + text.length);
  new DataView(key.buffer).setUint32(1, id);
  key.set(utf8(text), 5);
  return key;
}

const under = (id: number, ids = IDS): Counted[] => ids.map((text) => [framed(id, text), 1]);

function judged(keys: Counted[], before?: Counted[], fields: RawTopic = {}) {
  const contract = contractFromFields({ ...FIELDS, ...fields });
  const earlier = before && tableOf(before);
  const baseline =
    earlier && baselineOfKeys(contract, earlier, tallyKeys(earlier, tallySpec(contract)));
  return judge(contract, tableOf(keys), { before: baseline, schemaIdsIn, whatIf, suggest });
}

const placeOf = (id: number, text: string) => partitionFor(framed(id, text), 12);
const apart = IDS.filter((text) => placeOf(1, text) !== placeOf(2, text)).length;

describe("schema_ids", () => {
  it("holds for one id", () => {
    const result = judged(under(1));
    expect(result.findings).toEqual([]);
    expect(result.schemaIds).toMatchObject({ logicalKeys: 6000, splitKeys: 0, unframedKeys: 0 });
  });

  it("warns of two ids in a sample, with the share of keys that they put apart", () => {
    const { findings, verdict } = judged([...under(1), ...under(2, IDS.slice(0, 3000))]);
    expect(apart).toBeGreaterThan(5000);
    expect(verdict).toBe("warn");
    expect(findings).toMatchObject([{ rule: "schema_ids", severity: "warning", limit: 0 }]);
    expect(findings[0]?.actual).toBeCloseTo(apart / 6000, 12);
    const advice = suggestionsOf(judged([...under(1), ...under(2)]))["key-frame"];
    expect(advice).toMatch(/^Key frame: the keys have schema ids 1 and 2: .* into a header\.$/);
    expect(findings[0]?.message).toMatch(
      /^the keys have schema ids 1 and 2: for 9\d(\.\d)? % of 6,000 different keys \(ids left out\), the partition depends on the id, so the order of their records is lost$/,
    );
  });

  it("warns of another id than in the earlier keys, or in an earlier report", () => {
    const result = judged(under(2), under(1));
    expect(result.findings).toMatchObject([
      { rule: "schema_ids", actual: apart / 6000, baselineState: "new" },
    ]);
    expect(result.findings[0]?.message).toMatch(/^the keys have schema id 2, and had 1 before: /);
    const report = topicReport(judged(under(1)), fullKey);
    expectReport(JSON.stringify({ version: 1, verdict: "pass", topics: [report] }));
    expect(report).toMatchObject({
      key_frame: "confluent",
      schema_ids: [{ id: 1, keys: 6000, records: 6000 }],
    });
    const contract = contractFromFields(FIELDS);
    const before = baselineOfReport(report, "string");
    const beside = judge(contract, tableOf(under(2)), { before, schemaIdsIn });
    expect(beside.findings).toEqual(result.findings);
    const same = judge(contract, tableOf(under(1)), { before, schemaIdsIn });
    expect(same.findings).toEqual([]);
  });

  it("is known where the baseline has both ids", () => {
    const both = [...under(1), ...under(2)];
    expect(judged(both, both).findings).toMatchObject([{ baselineState: "known" }]);
  });

  it("does not depend on how many passes it takes", () => {
    const keys = tableOf([...under(1), ...under(7, IDS.slice(2000)), ["bare", 3]]);
    const subject = { ...contractFromFields(FIELDS), keys };
    expect(schemaIdsIn(subject, [9], 10_000)).toEqual(schemaIdsIn(subject, [9]));
    expect(schemaIdsIn(subject)).toMatchObject({ unframedKeys: 1, logicalKeys: 6000 });
  });

  it("can be an error or off, which loosens a contract", () => {
    const both = [...under(1), ...under(2)];
    expect(judged(both, undefined, { severity: { schema_ids: "error" } }).verdict).toBe("fail");
    expect(judged(both, undefined, { severity: { schema_ids: "off" } }).findings).toEqual([]);
    const [on, off] = [{}, { severity: { schema_ids: "off" } } as const].map((fields) =>
      contractFromFields({ ...FIELDS, ...fields }),
    );
    expect(on && off && relaxedSince([on], [off])).toMatchObject([{ field: "schema_ids" }]);
  });

  it("shows keys without their ids", () => {
    const result = judged([...under(1), [framed(1, "hot"), 900]]);
    const broken = { ...result, verdict: "fail" as const };
    expect(render(textReport, [broken], { showKeys: "full" })).toContain('"hot"');
    expect(topicReport(result, fullKey).top_keys[0]).toMatchObject({ key: "hot", count: 900 });
  });

  it.each(["full", "hash"] as const)("shows keys alike wherever it names them: %s", (mode) => {
    const keys = [...under(1), [framed(1, "hot"), 900]] satisfies Counted[];
    const result = judged(keys, undefined, { max_key_share: 0.1 });
    const displayKey = keyDisplay(mode);
    const { top_keys, remedies = [], suggestions } = topicReport(result, displayKey);
    const { key } = top_keys[0] ?? {};
    expect(remedies.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["salt", "split"]));
    const named = remedies.flatMap((one) => one.keys ?? []);
    expect(named).not.toHaveLength(0);
    expect(named.filter((one) => one.key !== key)).toEqual([]);
    expect(suggestions.find((text) => text.startsWith("Salting"))).toContain(`split "${key}" over`);
    const explained = render(explainJson, [result], { displayKey });
    expect(explained).toContain(`"hottest_keys": [\n            {\n              "key": "${key}"`);
  });

  it("is a warning that does not hide which changes would meet the contract", () => {
    const keys: Counted[] = [...under(1), ...under(2), [framed(1, "hot"), 5000]];
    const words = (fields: RawTopic) =>
      render(explainText, [judged(keys, undefined, fields)], { width: 0 }).replaceAll(/\s+/g, " ");
    expect(words({ max_key_share: 0.1 })).toMatch(
      /Apart from the warning of schema_ids, the contract would hold with .* in another topic/,
    );
    expect(words({ max_key_share: 0.5 })).toContain(
      "Apart from the warning of schema_ids, the contract holds with the current settings",
    );
    expect(words({ max_key_share: 0.1, severity: { schema_ids: "error" } })).toContain(
      "every one of them breaks schema_ids.",
    );
  });

  it("explains what the next id would move", () => {
    const scenario = judged(under(1)).scenarios?.find(({ kind }) => kind === "schema-id");
    expect(scenario).toMatchObject({ schemaId: 2, movedKeyShare: apart / 6000 });
    expect(render(explainText, [judged(under(1))])).toMatch(
      /The next schema id[\s\S]*Schema id 2 /,
    );
  });
});

describe("keys whose bytes look framed", () => {
  const suggested = (keys: Counted[], fields: RawTopic) =>
    suggestionsOf(
      judge(contractFromFields({ topic: "t", partitions: 12, ...fields }), tableOf(keys), {
        suggest,
      }),
    );
  const windowedBy = (bytes: number, at = Date.UTC(2026, 10, 28)): Counted[] =>
    IDS.slice(0, 50).map((text, i) => {
      const key = new Uint8Array(text.length + bytes);
      key.set(utf8(text));
      for (let end = bytes; end > 0; end -= 8) {
        new DataView(key.buffer).setBigUint64(key.length - end, BigInt(at + 60_000 * i));
      }
      return [key, 1];
    });

  it("by a Schema Registry are worth a line", () => {
    const hot: Counted = [framed(300, "hot"), 9];
    const both = [hot, ...under(17, IDS.slice(0, 20))];
    const text = suggested(both, {})["key-frame"];
    expect(text).toContain("with schema ids 17, 300.");
    expect(text).toContain("set key_frame: confluent");
  });

  it("by Kafka Streams are, where Kafka Streams writes the topic", () => {
    const streams = { producer: "kafka-streams" } as const;
    expect(suggested(windowedBy(8), streams)["key-frame"]).toContain("key_frame: windowed:");
    expect(suggested(windowedBy(16), streams)["key-frame"]).toContain(
      "key_frame: windowed-session:",
    );
    expect(suggested(windowedBy(8), { producers: ["kafka-streams"] })).toHaveProperty("key-frame");
    expect(suggested(windowedBy(8), {})).not.toHaveProperty("key-frame");
    expect(suggested(windowedBy(8), { ...streams, key_frame: "windowed" })).not.toHaveProperty(
      "key-frame",
    );
    expect(suggested(windowedBy(8, 5), streams)).not.toHaveProperty("key-frame");
  });

  it("are not longs, nor text", () => {
    const longs = IDS.slice(0, 50).map((_, i): Counted => {
      const key = new Uint8Array(8);
      new DataView(key.buffer).setBigUint64(0, BigInt(5e9 + i));
      return [key, 1];
    });
    expect(suggested(longs, { key_type: "bytes-hex" })).not.toHaveProperty("key-frame");
    expect(
      suggested(
        IDS.map((id) => [id, 1]),
        {},
      ),
    ).not.toHaveProperty("key-frame");
  });

  it("but are text in hex, are worth a line", () => {
    const hex = (bytes: number): Counted[] =>
      IDS.slice(0, 50).map((id) => {
        const time = (1_760_000_000_000).toString(16).padStart(16, "0");
        const text = `${Buffer.from(id).toString("hex")}${time.repeat(bytes / 8)}`;
        return [text.slice(0, -bytes), 1];
      });
    const said = (keys: Counted[], frame: RawTopic["key_frame"]) =>
      suggested(keys, { key_frame: frame })["key-frame"];
    expect(said(hex(8), "windowed")).toMatch(/removes the last 8\..* key_type: bytes-hex/);
    expect(said(hex(16), "windowed-session")).toMatch(/removes the last 16\./);
    const padded = IDS.map((_, i): Counted => [String(i).padStart(10, "0"), 1]);
    expect(said(padded, "windowed")).toBeUndefined();
    expect(suggestionsOf(judged(padded))["key-frame"]).toMatch(
      /no key has a schema id.*key_type: bytes-hex/,
    );
  });

  it("but are not all framed, are worth a line", () => {
    const result = judged([...under(1), ["bare", 1]]);
    expect(suggestionsOf(result)["key-frame"]).toMatch(
      /^Key frame: 1 different key has no schema id/,
    );
  });
});
