import type { FailOn } from "#core/contract/contract.ts";
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

/** Judges all topics of a plan. */
export async function runGate(plan: Plan, run: GateRun): Promise<GateResult> {
  const { failOn, baselines = [], mayLackBaseline = false } = run;
  const plans = plan.topics.map((one) =>
    failOn === undefined ? one : { ...one, contract: { ...one.contract, failOn } },
  );
  const reading = baselines.length === 0 ? undefined : await import("./baseline.ts");
  const beforeOf = reading?.readBaselines(baselines, plans, mayLackBaseline);
  const topics = await judgeAll(plans, { ...run, beforeOf });
  const verdict = worst(topics.map((topic) => topic.verdict));
  return { verdict, topics, placeOf: plan.placeOf };
}
