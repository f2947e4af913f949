import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { analysisJson } from "#live/core/analysis/reports/json.ts";
import schema from "../../../../../schemas/analysis.schema.json" with { type: "json" };
import reportSchema from "../../../../../schemas/report.schema.json" with { type: "json" };
import { ANALYSES, broken, renderAnalysis, sound, withText } from "../../../../support/analyses.ts";
import { HOSTILE, RAW } from "../../../../support/hostile.ts";

const ajv = new Ajv({ allErrors: true, strictTypes: false }).addSchema(reportSchema);
const validate = ajv.compile(schema);
const validateTopic = ajv.compile({ $ref: `${reportSchema.$id}#/definitions/topic` });

const report = (analysis: typeof sound) => renderAnalysis(analysisJson, analysis);

describe("the JSON report of an analysis", () => {
  it.each(Object.keys(ANALYSES))("is as its schema says: %s", (name) => {
    const text = report(ANALYSES[name] ?? sound);
    validate(JSON.parse(text));
    expect(validate.errors ?? []).toEqual([]);
    expect(text.endsWith("}\n")).toBe(true);
  });

  it("brings the contract's verdict as the gate's own report has it", () => {
    const { gate } = JSON.parse(report(broken));
    validateTopic(gate);
    expect(validateTopic.errors ?? []).toEqual([]);
    expect(gate).toMatchObject({ verdict: "fail", partitions: 12 });
    expect(JSON.parse(report(sound))).not.toHaveProperty("gate");
  });

  it("has what was seen, compared and simulated", () => {
    const seen = JSON.parse(report(broken));
    expect(seen).toMatchObject({
      is_as_expected: false,
      explained_by: ["crc32"],
      compared_records: 1000,
      topic: { name: broken.topic.name, id: broken.topic.id, is_kept: false },
      producing: {
        delivered: 985,
        failed: 10,
        unknown: 5,
        expected_partitioner: "murmur2",
        took_ms: 250,
      },
      consuming: { missing: 7, unconfirmed: 2, duplicates: 3, altered: 1, foreign: 4 },
      actual: { total: 1000, partition_counts: [...broken.actual.loads] },
      patterns: [
        { pattern: "hot-key", records: 800, distinct_keys: 1 },
        { pattern: "cold-key-", records: 200, distinct_keys: 200 },
      ],
    });
    expect(seen.partitioners).toHaveLength(17);
    expect(seen.partitioners[0].partitioner).toBe("murmur2");
    expect(seen.strategies.map(({ strategy }: { strategy: string }) => strategy)).toEqual([
      "murmur2",
      "round-robin",
      "sticky",
      "range",
      "custom",
    ]);
  });

  it.each(HOSTILE)("keeps what comes from outside, and shows none of it raw: %j", (text) => {
    const shown = report(withText(broken, text));
    expect(shown).not.toMatch(RAW);
    const parsed = JSON.parse(shown);
    expect(parsed.topic.name).toBe(text);
    expect(parsed.producing.failures).toEqual([{ reason: text, records: 10 }]);
  });
});
