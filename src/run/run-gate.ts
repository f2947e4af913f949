import type { FailOn } from "#core/contract/contract.ts";
import { UserErrors } from "#core/errors/user-error.ts";
import type { GateResult } from "#core/reports/report.ts";
import { worst } from "#core/verdict.ts";
import type { Baseline } from "./baseline.ts";
import { type Judging, judgeAll } from "./judging.ts";
import type { Plan } from "./plan.ts";

export interface GateRun extends Omit<Judging, "beforeOf"> {
  /** Overrides each contract's own. */
  readonly failOn?: FailOn | undefined;
  /** Reports of earlier runs; none: nothing is compared, unless the plan has earlier keys. */
  readonly baselines?: readonly Baseline[];
  /** Whether the baselines may lack all of these topics. */
  readonly mayLackBaseline?: boolean;
}

/**
 * Judges all topics of a plan.
 *
 * @throws UserErrors if one cannot be judged
 */
export async function runGate(plan: Plan, run: GateRun): Promise<GateResult> {
  const { unjudged = [], ...result } = await judgePlan(plan, run);
  if (unjudged.length > 0) throw new UserErrors(unjudged.map(({ error }) => error));
  return result;
}

/** The same, but topics that cannot be judged do not keep the others from being judged. */
export async function judgePlan(plan: Plan, run: GateRun): Promise<GateResult> {
  const { failOn, baselines = [], mayLackBaseline = false } = run;
  const plans = plan.topics.map((one) =>
    failOn === undefined ? one : { ...one, contract: { ...one.contract, failOn } },
  );
  const reading = baselines.length === 0 ? undefined : await import("./baseline.ts");
  const beforeOf = reading?.readBaselines(baselines, plans, mayLackBaseline);
  const { topics, unjudged } = await judgeAll(plans, { ...run, beforeOf });
  const { placeOf } = plan;
  const all = [...(plan.unjudged ?? []), ...unjudged];
  if (all.length > 0) return { verdict: "error", topics, unjudged: all, placeOf };
  return { verdict: worst(topics.map((topic) => topic.verdict)), topics, placeOf };
}
