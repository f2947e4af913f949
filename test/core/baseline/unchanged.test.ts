import { describe, expect, it } from "vitest";
import { baselineOfKeys } from "#core/baseline/baseline-of-keys.ts";
import { withBaselineState } from "#core/baseline/baseline-state.ts";
import type { TopicContract } from "#core/contract/contract.ts";
import { contractFromFields } from "#core/contract/from-fields.ts";
import type { KeyTable } from "#core/keys/key-table.ts";
import { measure } from "#core/measures/measures.ts";
import { checkRules } from "#core/rules/index.ts";
import { tallySpec } from "#core/tally/spec.ts";
import { tallyKeys } from "#core/tally/tally.ts";
import { type Counted, otherRandom, tableOf } from "../../support/judge-keys.ts";

const PAIRS = 40;
const LIMITS = {
  max_partition_share: 1e-6,
  max_gini: 1e-6,
  max_cv: 1e-6,
  max_key_share: 1e-6,
  max_consumer_share: 1e-6,
  max_empty_keys: 1e-6,
  min_unique_keys: 1e9,
};

interface Population {
  /** Sums of the shares of the keys. */
  readonly cdf: Float64Array;
  /** How many of the hottest keys are in each sample. */
  readonly stable: number;
}

/** Records drawn from the population, in which all keys but the stable ones have this name. */
function sample(
  random: () => number,
  { cdf, stable }: Population,
  records: number,
  name: string,
): KeyTable {
  const counts = new Map<string, number>();
  for (let i = 0; i < records; i++) {
    const drawn = random();
    const at = cdf.findIndex((sum) => sum >= drawn);
    const key = at === 0 ? "" : `${at < stable ? "hot" : name}${at}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return tableOf([...counts].map(([key, count]): Counted => [key, count]));
}

function cdfOf(keys: number, exponent: number): Float64Array {
  const weights = Float64Array.from({ length: keys }, (_, i) => (i + 1) ** -exponent);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let sum = 0;
  return weights.map((weight) => {
    sum += weight / total;
    return sum;
  });
}

function statesOf(contract: TopicContract, now: KeyTable, earlier: KeyTable): string[] {
  const tallied = (keys: KeyTable) => tallyKeys(keys, tallySpec(contract));
  const tally = tallied(now);
  const evidence = { contract, tally, measures: measure(tally, 0, contract) };
  const before = baselineOfKeys(contract, earlier, tallied(earlier));
  return withBaselineState(checkRules(evidence), evidence, before).map(
    ({ rule, baselineState }) => `${rule} ${baselineState}`,
  );
}

describe("an unchanged population is not worse", () => {
  it.each([
    [3, 400, 0.5, 1500],
    [12, 400, 0.8, 1500],
    [48, 1000, 0.5, 1000],
    [256, 300, 1, 1500],
  ])(
    "over %i partitions, with %i keys and Zipf exponent %f, and %i records",
    (partitions, keys, exponent, records) => {
      const random = otherRandom(partitions * 7 + keys);
      const contract = {
        ...contractFromFields({ partitions, consumers: 3 }),
        limits: LIMITS,
      };
      const cdf = cdfOf(keys, exponent);
      const hot = cdf.filter((sum, i) => sum - (cdf[i - 1] ?? 0) >= 0.5 / partitions);
      const population = { cdf, stable: Math.min(10, hot.length) };
      const states: string[] = [];
      for (let pair = 0; pair < PAIRS; pair++) {
        const isFresh = pair % 2 === 0;
        const size = pair % 3 === 0 ? Math.round(records * 0.7) : records;
        const now = sample(random, population, size, isFresh ? `a${pair}-` : "k");
        const earlier = sample(random, population, records, isFresh ? `b${pair}-` : "k");
        states.push(...statesOf(contract, now, earlier));
      }
      expect(states.length).toBeGreaterThan(PAIRS * 6);
      expect(states.filter((state) => !state.endsWith(" known"))).toEqual([]);
    },
  );
});
