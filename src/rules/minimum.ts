import { percent, whole } from "../text/format.ts";
import type { Evidence, Rule } from "./rule.ts";

interface MinimumSpec extends Pick<Rule, "id" | "purpose" | "about"> {
  actual(evidence: Evidence): number;
  /** What is counted: `different keys`. */
  readonly noun: string;
}

/** A rule that holds while a count is at least its limit. */
export function minimum({ id, purpose, about, actual: count, noun }: MinimumSpec): Rule {
  return {
    id,
    purpose,
    about,
    show(evidence) {
      const limit = evidence.contract.limits[id];
      if (limit === undefined) return undefined;
      return { relation: "≥", limit, actual: count(evidence), format: whole, digits: 0 };
    },
    check(evidence) {
      const limit = evidence.contract.limits[id];
      const actual = count(evidence);
      if (limit === undefined || actual >= limit) return undefined;
      const part = `${whole(limit - actual)} too few, ${percent(actual / limit, 3)} of them there`;
      const message = `the sample has ${whole(actual)} ${noun}; the contract asks for at least ${whole(limit)} (${part})`;
      return { limit, actual, message };
    },
  };
}
