import { decimal, distinctly } from "../text/format.ts";
import type { Evidence, Measured, NumberFormat, Rule, RuleWords } from "./rule.ts";

interface MaximumSpec extends RuleWords {
  readonly format: NumberFormat;
  /** Digits after the point to begin with. */
  readonly digits: number;
  actual(measures: Measured): number | undefined;
  /** The sentence's beginning: what the actual value is the value of. */
  subject(evidence: Evidence, actual: string): string;
}

/** A rule that holds while a measure is at most its limit. */
export function maximum(spec: MaximumSpec): Rule {
  const { format, digits, actual: measured, subject, ...words } = spec;
  const { id } = words;
  return {
    ...words,
    actual: measured,
    show(evidence) {
      const limit = evidence.contract.limits[id];
      const actual = measured(evidence.measures);
      if (limit === undefined || actual === undefined) return undefined;
      return { relation: "≤", limit, actual, format, digits };
    },
    check(evidence) {
      const limit = evidence.contract.limits[id];
      const actual = measured(evidence.measures);
      if (limit === undefined || actual === undefined || actual <= limit) return undefined;
      const [limitText, actualText] = distinctly(format, limit, actual, digits);
      const excess = limit > 0 ? `, ${times(actual / limit)}` : "";
      const message = `${subject(evidence, actualText)}; the limit is ${limitText}${excess}`;
      return { limit, actual, message };
    },
  };
}

function times(ratio: number): string {
  const text = decimal(ratio, ratio < 1.1 ? 3 : ratio < 10 ? 1 : 0);
  return text === "1" ? "just above it" : `${text} times as much`;
}
