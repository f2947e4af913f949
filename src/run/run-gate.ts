import type { FailOn, TopicContract } from "#core/contract/contract.ts";
import type { GateResult } from "#core/reports/report.ts";
import { worst } from "#core/verdict.ts";
import { type Baseline, readBaseline } from "./baseline.ts";
import { type Judging, judgeAll } from "./judging.ts";
import type { Plan } from "./plan.ts";

export interface GateRun extends Omit<Judging, "beforeOf"> {
  /** Overrides each contract's own. */
  readonly failOn?: FailOn | undefined;
  readonly baseline?: Baseline | undefined;
  /** Whether a baseline may lack all of these topics. */
  readonly mayLackBaseline?: boolean;
}

/** Judges all topics of a plan. */
export async function runGate(plan: Plan, run: GateRun): Promise<GateResult> {
  const { failOn, baseline, mayLackBaseline = false } = run;
  const plans = plan.topics.map((one) =>
    failOn === undefined ? one : { ...one, contract: { ...one.contract, failOn } },
  );
  const contracts: TopicContract[] = plans.map(({ contract }) => contract);
  const beforeOf =
    baseline === undefined ? undefined : await readBaseline(baseline, contracts, mayLackBaseline);
  const topics = await judgeAll(plans, { ...run, beforeOf });
  const verdict = worst(topics.map((topic) => topic.verdict));
  return { verdict, topics, placeOf: plan.placeOf };
}
