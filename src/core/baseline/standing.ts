import type { TopicContract } from "../contract/contract.ts";
import { rules } from "../rules/index.ts";
import type { Evidence, Finding } from "../rules/rule.ts";
import type { Before } from "./before.ts";

/** What samples vary by from run to run: a rule broken before may be so much worse, as a share. */
const DEFAULT_TOLERANCE = 0.05;

/** The findings with how each stands to what was before. */
export function withStanding(
  findings: readonly Finding[],
  evidence: Evidence,
  before: Before,
): Finding[] {
  return findings.map((finding) => ({
    ...finding,
    standing: standingOf(finding, evidence, before),
  }));
}

function standingOf(
  { rule: id, actual }: Finding,
  evidence: Evidence,
  before: Before,
): Finding["standing"] {
  const earlier = before.broken.get(id);
  const rule = rules.find((one) => one.id === id);
  // An earlier change is no debt: another one breaks the order of other keys.
  if (earlier === undefined || rule?.about === "change") return "new";
  const tolerance = toleranceOf(evidence.contract, id);
  const isMinimum = rule?.show(evidence)?.relation === "≥";
  const isWorse = isMinimum
    ? actual < earlier * (1 - tolerance)
    : actual > earlier * (1 + tolerance);
  return isWorse ? "worse" : "known";
}

/** By how much of its earlier value a broken rule may be worse and still be known. */
export function toleranceOf({ tolerance }: TopicContract, rule: Finding["rule"]): number {
  return tolerance[rule] ?? DEFAULT_TOLERANCE;
}
