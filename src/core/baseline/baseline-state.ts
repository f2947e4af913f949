import type { TopicContract } from "../contract/contract.ts";
import { rules } from "../rules/index.ts";
import type { Evidence, Finding, Rule } from "../rules/rule.ts";
import type { EarlierBreach, TopicBaseline } from "./topic-baseline.ts";

/** By how much a known breach may be worse than by chance, as a share. */
const DEFAULT_TOLERANCE = 0.05;
/** Standard normal quantile: two samples differ by more in one of 1,000 cases. */
const BY_CHANCE = 3.0902;

/** The findings, each compared with the baseline. */
export function withBaselineState(
  findings: readonly Finding[],
  evidence: Evidence,
  before: TopicBaseline,
): Finding[] {
  return findings.map((finding) => ({ ...finding, ...stateOf(finding, evidence, before) }));
}

function stateOf(
  { rule: id, actual }: Finding,
  evidence: Evidence,
  before: TopicBaseline,
): Pick<Finding, "baselineState" | "first"> {
  const earlier = before.broken.get(id);
  const rule = rules.find((one) => one.id === id);
  // Each change of partitions is new: it breaks the order of other keys.
  if (earlier === undefined || rule === undefined || rule.about === "change") {
    return { baselineState: "new" };
  }
  const bounds = boundsOf(rule, earlier, actual, evidence);
  // Increasing values are worse.
  const sign = rule.show(evidence)?.relation === "≥" ? -1 : 1;
  const baselineState = sign * actual > sign * bounds.worst ? "worse" : "known";
  // What is clearly better counts from now on.
  const isBetter = sign * actual < sign * bounds.best;
  const { first } = earlier;
  return first === undefined || isBetter ? { baselineState } : { baselineState, first };
}

/** Beyond which values a known breach is worse, or better than by chance. */
function boundsOf(rule: Rule, earlier: EarlierBreach, actual: number, evidence: Evidence) {
  const { contract, measures } = evidence;
  const { first } = earlier;
  const reference = first?.actual ?? earlier.actual;
  const sign = rule.show(evidence)?.relation === "≥" ? -1 : 1;
  const now = { actual, records: measures.placedRecords };
  const noise = first && rule.noise?.(reference, first, now, contract);
  const { shift, deviation } = noise ?? { shift: 0, deviation: 0 };
  const tolerance = sign * toleranceOf(contract, rule.id);
  const chance = sign * BY_CHANCE * deviation;
  return {
    worst: (reference + sign * shift + chance) * (1 + tolerance),
    best: (reference - chance) * (1 - tolerance),
  };
}

/** How much worse a broken rule may be and still be known, as a share of its earlier value. */
export function toleranceOf({ tolerance }: TopicContract, rule: Finding["rule"]): number {
  return tolerance[rule] ?? DEFAULT_TOLERANCE;
}
