import { decimal, distinctly } from "../text/format.ts";
import type { Evidence, Measured, NumberFormat, Rule, RuleWords } from "./rule.ts";

interface MaximumSpec extends RuleWords {
  readonly format: NumberFormat;
  /** Fewest decimals to show. */
  readonly digits: number;
  actual(measures: Measured): number | undefined;
  /** The beginning of the message, with the actual value. */
  subject(evidence: Evidence, actual: string): string;
}

/** A rule that passes if a measure is at most its limit. */
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
      // A spread of nothing is not judged.
      if (words.about === "spread" && evidence.measures.placedRecords === 0) return undefined;
      return { relation: "≤", limit, actual, format, digits };
    },
    check(evidence) {
      const limit = evidence.contract.limits[id];
      const actual = measured(evidence.measures);
      if (limit === undefined || actual === undefined || actual <= limit) return undefined;
      const [limitText, actualText] = distinctly(format, limit, actual, digits);
      const excess = limit > 0 ? `${times(actual / limit)} ` : "above ";
      const message = `${subject(evidence, actualText)}, ${excess}the limit of ${limitText}`;
      return { limit, actual, message };
    },
  };
}

function times(ratio: number): string {
  const text = decimal(ratio, ratio < 1.1 ? 3 : ratio < 10 ? 1 : 0);
  if (text === "1") return "just above";
  return text === "2" ? "twice" : `${text} times`;
}
