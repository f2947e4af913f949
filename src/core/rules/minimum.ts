import { percent, whole } from "../text/format.ts";
import type { Measured, Rule, RuleWords } from "./rule.ts";

interface MinimumSpec extends RuleWords {
  actual(measures: Measured): number;
  /** What there is: `3 different keys`. */
  amount(measures: Measured): string;
}

/** A rule that passes if a count is at least its limit. */
export function minimum({ actual: count, amount, ...words }: MinimumSpec): Rule {
  const { id } = words;
  return {
    ...words,
    actual: count,
    show(evidence) {
      const limit = evidence.contract.limits[id];
      if (limit === undefined) return undefined;
      return { relation: "≥", limit, actual: count(evidence.measures), format: whole, digits: 0 };
    },
    check(evidence) {
      const limit = evidence.contract.limits[id];
      const actual = count(evidence.measures);
      if (limit === undefined || actual >= limit) return undefined;
      const part = `${percent(actual / limit, 3)} of that, ${whole(limit - actual)} too few`;
      const message = `the sample has ${amount(evidence.measures)}; the contract requires at least ${whole(limit)} (${part})`;
      return { limit, actual, message };
    },
  };
}
