import { whole } from "../text/format.ts";
import { doubtsOf } from "./doubts.ts";
import type { Rule } from "./rule.ts";

/** Off by default: a sample on whose size or choice a verdict depends is a finding, not only a sentence. */
export const confidence: Rule = {
  id: "confidence",
  title: "The sample is too small to tell",
  purpose: "A verdict must not depend on which records happen to be in the sample.",
  remedies: [
    "Write more records to the key file: the report says about how many are enough.",
    "If the keys are those of all records, set sample: census.",
  ],
  about: "certainty",
  severity: "off",
  show(evidence) {
    if (evidence.contract.severity.confidence === undefined) return undefined;
    const actual = doubtsOf(evidence).reduce((sum, { verdicts }) => sum + verdicts, 0);
    return { relation: "≤", limit: 0, actual, format: whole, digits: 0 };
  },
  check(evidence) {
    const found = doubtsOf(evidence);
    if (found.length === 0) return undefined;
    const actual = found.reduce((sum, { verdicts }) => sum + verdicts, 0);
    return { limit: 0, actual, message: found.map(({ why }) => why).join("; ") };
  },
};
