import type { TopicContract } from "../contract/contract.ts";
import { rules } from "../rules/index.ts";
import type { Evidence, Finding } from "../rules/rule.ts";
import type { TopicBaseline } from "./topic-baseline.ts";

/** How much samples vary from run to run, as a share: a known breach may be worse by this. */
const DEFAULT_TOLERANCE = 0.05;

/** The findings, each compared with the baseline. */
export function withBaselineState(
  findings: readonly Finding[],
  evidence: Evidence,
  before: TopicBaseline,
): Finding[] {
  return findings.map((finding) => ({
    ...finding,
    baselineState: baselineStateOf(finding, evidence, before),
  }));
}

function baselineStateOf(
  { rule: id, actual }: Finding,
  evidence: Evidence,
  before: TopicBaseline,
): Finding["baselineState"] {
  const earlier = before.broken.get(id);
  const rule = rules.find((one) => one.id === id);
  // Each change of partitions is new: it breaks the order of other keys.
  if (earlier === undefined || rule?.about === "change") return "new";
  const tolerance = toleranceOf(evidence.contract, id);
  const isMinimum = rule?.show(evidence)?.relation === "≥";
  const isWorse = isMinimum
    ? actual < earlier * (1 - tolerance)
    : actual > earlier * (1 + tolerance);
  return isWorse ? "worse" : "known";
}

/** How much worse a broken rule may be and still be known, as a share of its earlier value. */
export function toleranceOf({ tolerance }: TopicContract, rule: Finding["rule"]): number {
  return tolerance[rule] ?? DEFAULT_TOLERANCE;
}
