import { describe, expect, it } from "vitest";
import { contractFromFields } from "#core/contract/from-fields.ts";
import * as quantiles from "#core/contract/hashing-quantiles.ts";
import { proposeLimits } from "#core/contract/propose.ts";
import { tightLimits } from "#core/contract/tight-limits.ts";
import { coefficientOfVariation } from "#core/measures/coefficient-of-variation.ts";
import { compareWithRandomHashing, expectedSpread } from "#core/measures/expected.ts";
import { gini } from "#core/measures/gini.ts";
import { equalFrequencies, frequenciesOf } from "#core/measures/key-frequencies.ts";
import { windowShares } from "#core/measures/window-shares.ts";
import { roundDown, roundUp } from "#core/text/significant.ts";
import { gate } from "#doors/library/gate.ts";
import { calibrate } from "../../scripts/trust/calibration.mjs";
import { adviceRates } from "../../scripts/trust/contract-advice.mjs";
import { families, outcomes } from "../../scripts/trust/false-green.mjs";
import { applyAdvice } from "../../scripts/trust/predictions.mjs";
import { populations, simulate, total } from "../../scripts/trust/proposed-limits.mjs";
import { redSamples } from "../../scripts/trust/readme-contract.mjs";
import { simulate as simulateWindows } from "../../scripts/trust/window-limits.mjs";

/*
 * The short form of `npm run trust`: other seeds and partition counts, and few days. Each bound is one
 * that the former rules fail.
 */

const core = {
  gate,
  ...quantiles,
  contractFromFields,
  proposeLimits,
  tightLimits,
  windowShares,
  coefficientOfVariation,
  compareWithRandomHashing,
  expectedSpread,
  gini,
  equalFrequencies,
  frequenciesOf,
  roundDown,
  roundUp,
};

describe("limits on windows proposed by init", () => {
  it.each([
    { perKey: 1, exponent: 0, partitions: 6 },
    { perKey: 5, exponent: 0.8, partitions: 6 },
  ])("are rarely broken by later days, and not much looser than needed: %o", (population) => {
    const { days, red, ratio } = simulateWindows(core, population, { days: 100, seed: 7 });
    expect(days).toBe(100);
    expect(red).toBe(0);
    expect(ratio).toBeLessThan(2.7);
  });
});

describe("limits proposed by init", () => {
  const cells = populations(1000).flatMap((population, i) =>
    simulate(core, population, { days: 200, seed: 7000 + i, partitions: [2, 5, 20, 64] }),
  );

  it("are hardly ever broken by later samples of the same population", () => {
    const days = total(cells, ({ days: some }) => some);
    expect(days).toBe(19 * 4 * 200);
    // At most 0.1 %, where the former rule has several per cent.
    expect(total(cells, ({ red }) => red)).toBeLessThanOrEqual(days / 1000);
    expect(total(cells, ({ formerRed }) => formerRed)).toBeGreaterThan(days / 50);
  });

  it("are not much looser than before", () => {
    const ratios = cells.flatMap(({ starts }) => starts);
    const mean = (of: (start: (typeof ratios)[number]) => number) =>
      ratios.reduce((sum, start) => sum + of(start), 0) / ratios.length;
    expect(mean(({ share }) => share)).toBeLessThan(1.8);
    expect(mean(({ gini: ratio }) => ratio)).toBeLessThan(3.5);
  });
});

describe("the advice on tight limits", () => {
  it.each([2, 5, 20, 64])("is hardly ever broken by chance over %d partitions", (partitions) => {
    for (const field of ["max_gini", "max_partition_share"] as const) {
      const { raised, moreKeys } = adviceRates(core, field, partitions, { runs: 400, seed: 99 });
      // 0.04 expected of each; the former advice had up to 190.
      expect(raised).toBeLessThan(4);
      expect(moreKeys).toBeLessThan(4);
    }
  });
});

describe("the p-value", () => {
  it("is at most a in about a share a of random hashings", () => {
    const { formula, simulation } = calibrate(core, { profiles: 24, runs: 50, seed: 41 });
    for (const { values, atMost } of [formula, simulation]) {
      expect(values).toBeGreaterThanOrEqual(200);
      expect(atMost[0] / values).toBeGreaterThan(0.05);
      expect(atMost[0] / values).toBeLessThan(0.16);
      expect(atMost[2] / values).toBeLessThan(0.03);
    }
  });
});

describe("advice", () => {
  const { kinds, broken, helped } = applyAdvice(core, {
    cases: 120,
    seed: 5,
    partitions: [4, 5, 20, 64],
  });

  it("predicts to the last digit what the gate finds once it is applied", () => {
    for (const [kind, { advised, true: right }] of Object.entries(kinds)) {
      expect(right, kind).toBe(advised);
      expect(advised, kind).toBeGreaterThan(3);
    }
  });

  it("leaves room below the limits nearly everywhere", () => {
    const roomy = kinds.salt.roomy + kinds.split.roomy;
    expect(roomy / (kinds.salt.advised + kinds.split.advised)).toBeGreaterThan(0.8);
  });

  it("has a remedy for many of these contracts; none separates placeholders", () => {
    expect(helped / broken).toBeGreaterThan(0.4);
  });
});

describe("the contract in the README", () => {
  it("is never broken by fair keys with an exponent of up to 0.5", () => {
    for (const exponent of [0, 0.5]) {
      expect(redSamples(core, "README", { perKey: 5, exponent }, { runs: 60, seed: 3 })).toBe(0);
    }
  });

  it("is broken by keys with an exponent of 1", () => {
    expect(redSamples(core, "README", { perKey: 5, exponent: 1 }, { runs: 20, seed: 3 })).toBe(20);
  });
});

describe("bad keys", () => {
  it.each(outcomes(core, families.bad, 77))("$family: $expected", (one) => {
    expect(one.outcome, one.hints.join("\n")).toBe(one.expected);
    if (one.expected === "said") expect(one.hints).toHaveLength(1);
  });
});

describe("fair keys", () => {
  it.each(outcomes(core, families.fair, 78))("$family pass, and nothing is said", (one) => {
    expect(one).toMatchObject({ outcome: "silent", rules: [], hints: [] });
  });
});
