import type { TopicResult } from "../judge.ts";
import { isAboutSpread } from "../rules/index.ts";
import { PATTERN } from "./p-values.ts";
import { checkedRules } from "./rule-values.ts";
import { explainSpread } from "./spread-text.ts";

/** The explanation, where there is something to explain: a limit on the spread is broken, or no limit is set. */
export function causeOfSkew(result: TopicResult): string | undefined {
  const isAsked = result.findings.some(isAboutSpread) || checkedRules(result).length === 0;
  const { expected } = result.measures;
  const isNotable = expected === undefined || expected.pValue < PATTERN;
  return isAsked || isNotable ? explainSpread(result) : undefined;
}
