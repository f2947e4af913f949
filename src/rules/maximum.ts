import { decimal, distinctly } from "../text/format.ts";
import type { Evidence, NumberFormat, Rule } from "./rule.ts";

interface MaximumSpec extends Pick<Rule, "id" | "purpose" | "about"> {
  readonly format: NumberFormat;
  /** Digits after the point to begin with. */
  readonly digits: number;
  actual(evidence: Evidence): number | undefined;
  /** The sentence's beginning: what the actual value is the value of. */
  subject(evidence: Evidence, actual: string): string;
}

/** A rule that holds while a measure is at most its limit. */
export function maximum(spec: MaximumSpec): Rule {
  const { id, purpose, about, format, digits } = spec;
  return {
    id,
    purpose,
    about,
    show(evidence) {
      const limit = evidence.contract.limits[id];
      const actual = spec.actual(evidence);
      if (limit === undefined || actual === undefined) return undefined;
      return { relation: "≤", limit, actual, format, digits };
    },
    check(evidence) {
      const limit = evidence.contract.limits[id];
      const actual = spec.actual(evidence);
      if (limit === undefined || actual === undefined || actual <= limit) return undefined;
      const [limitText, actualText] = distinctly(format, limit, actual, digits);
      const excess = limit > 0 ? `, ${times(actual / limit)}` : "";
      const message = `${spec.subject(evidence, actualText)}; the limit is ${limitText}${excess}`;
      return { limit, actual, message };
    },
  };
}

function times(ratio: number): string {
  const text = decimal(ratio, ratio < 1.1 ? 3 : ratio < 10 ? 1 : 0);
  return text === "1" ? "just above it" : `${text} times as much`;
}
