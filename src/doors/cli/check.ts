import { UserError } from "#core/errors/user-error.ts";
import { makePlan } from "#run/make-plan.ts";
import { inputsOf, type Plan } from "#run/plan.ts";
import { refuseInputs } from "#run/refuse-paths.ts";
import { judgePlan } from "#run/run-gate.ts";
import type { CheckFlags } from "./commands/check.ts";
import type { Io } from "./io.ts";
import { deliver, type Output, parseReports } from "./outputs.ts";
import { Progress } from "./progress.ts";
import { requestFromFlags } from "./request.ts";
import { resourcesFromFlags } from "./resource-flags.ts";

/**
 * Judges the chosen topics. Returns 0 if all contracts are satisfied, 1 if one is broken; throws
 * for 2.
 */
export async function check(
  contracts: readonly string[],
  options: CheckFlags,
  io: Io,
): Promise<0 | 1> {
  const { baseline, category, failOn, pushGateway, showKeys } = options;
  const outputs = parseReports(options);
  const delivery = { showKeys, category };
  const request = await requestFromFlags(contracts, options);
  const plan = await makePlan(request).catch(async (error) => {
    const { deliverFailure } = await import("./incomplete.ts");
    return deliverFailure(error, outputs, delivery, io);
  });
  refuseContradictions(options, plan, outputs);
  const result = await judgePlan(plan, {
    failOn,
    baselines: baseline === undefined ? [] : [{ file: baseline }],
    resources: resourcesFromFlags(options),
    progress: new Progress(io, options.quiet ?? false),
    withWhatIf: outputs.some(({ format }) => format.wantsWhatIf),
  });
  if (result.verdict === "error") {
    const { deliverIncomplete } = await import("./incomplete.ts");
    return deliverIncomplete(result, outputs, delivery, io);
  }
  await deliver(outputs, result, delivery, io);
  if (pushGateway !== undefined) await (await import("./push.ts")).push(pushGateway, result);
  return result.verdict === "fail" ? 1 : 0;
}

function refuseContradictions(
  { baseline, baselineKeys, report }: CheckFlags,
  plan: Plan,
  outputs: readonly Output[],
): void {
  if (report !== undefined) refuseManyTopics(plan);
  if (baseline !== undefined && baselineKeys !== undefined) {
    throw new UserError({
      what: "--baseline and --baseline-keys cannot be used together",
      next: "Compare either with an earlier report or with earlier keys.",
    });
  }
  const paths = outputs.flatMap(({ path }) => path ?? []);
  refuseInputs(paths, [...inputsOf(plan), ...(baseline === undefined ? [] : [baseline])]);
  const needPlace = outputs.some(({ format }) => format.needsPlace);
  if (needPlace && plan.topics.some(({ contract }) => plan.placeOf(contract) === undefined)) {
    throw new UserError({
      what: "SARIF needs a file to point at, but there is neither a contract file nor a key file",
      next: "Put the limits in skew_contract.yml, or read the keys from a file.",
    });
  }
}

function refuseManyTopics({ topics, unjudged }: Plan): void {
  if (topics.length + (unjudged?.length ?? 0) === 1) return;
  throw new UserError({
    what: `--report is for one topic, but there are ${topics.length + (unjudged?.length ?? 0)}`,
    next: "Choose one with --topic, or write all of them with --output json:report.json.",
  });
}
