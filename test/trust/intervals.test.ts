import { describe, expect, it } from "vitest";
import * as confidence from "#core/measures/confidence.ts";
import { gini } from "#core/measures/gini.ts";
import { sampleConfidence } from "#core/rules/sample-confidence.ts";
import { coverage } from "../../scripts/trust/intervals.mjs";

/*
 * The short form of `npm run trust -- --only intervals`: another seed, other partition counts and keys.
 */

const core = { ...confidence, sampleConfidence, gini };

const cells = [
  { keys: 200_000, exponent: 0, partitions: 200, records: 200 },
  { keys: 200_000, exponent: 0, partitions: 40, records: 1000 },
  { keys: 50_000, exponent: 0.7, partitions: 4, records: 1000 },
  { keys: 2000, exponent: 1.1, partitions: 25, records: 500 },
  { keys: 60, exponent: 0, partitions: 10, records: 2000 },
];

describe("intervals of random samples", () => {
  it.each(cells)("contain the topic's values: %o", ({ partitions, records, ...topic }) => {
    const samples = 150;
    const found = coverage(core, topic, { partitions, records, samples, seed: 911 });
    // 95 % are promised. Score intervals contain the share in two thirds of the first cell's samples.
    expect(found.share / samples).toBeGreaterThanOrEqual(0.92);
    expect(found.gini / samples).toBeGreaterThanOrEqual(0.92);
    expect(found.unseen).toBeLessThan(0.04);
  });

  it("become narrow enough with the records that reports ask for, in most cases", () => {
    const options = { partitions: 40, records: 1000, samples: 100, seed: 912 };
    const topics = [
      { keys: 200_000, exponent: 0 },
      { keys: 50_000, exponent: 0.7 },
    ];
    const found = topics.map((topic) => coverage(core, topic, options));
    const sum = (field: "named" | "enough") => found.reduce((all, one) => all + one[field], 0);
    expect(sum("named")).toBeGreaterThan(20);
    expect(sum("enough") / sum("named")).toBeGreaterThan(0.5);
  });
});
