import { UserError } from "#core/errors/user-error.ts";
import { reports } from "#core/reports/index.ts";
import type { GateResult } from "#core/reports/report.ts";
import { inputsOf, makePlan, type Plan } from "#run/plan.ts";
import { refuseInputs } from "#run/refuse-paths.ts";
import { render } from "#run/render.ts";
import { runGate } from "#run/run-gate.ts";
import type { CheckOptions } from "./commands/check.ts";
import type { Io } from "./io.ts";
import { deliver, type Output, parseReports } from "./outputs.ts";
import { Progress } from "./progress.ts";
import { requestFromFlags } from "./request.ts";
import { resourcesFromFlags } from "./resource-flags.ts";

/** Judges every topic asked for; 0 all contracts hold, 1 one is broken. Throws for 2. */
export async function check(options: CheckOptions, io: Io): Promise<0 | 1> {
  const { baseline, category, failOn, pushGateway, showKeys } = options;
  const outputs = parseReports(options);
  const plan = await makePlan(requestFromFlags(options));
  refuseContradictions(options, plan, outputs);
  const result = await runGate(plan, {
    failOn,
    baseline: baseline === undefined ? undefined : { file: baseline },
    resources: resourcesFromFlags(options),
    progress: new Progress(io, options.quiet ?? false),
    withWhatIf: outputs.some(({ format }) => format.wantsWhatIf),
  });
  await deliver(outputs, result, { showKeys, category }, io);
  if (pushGateway !== undefined) await push(pushGateway, result);
  return result.verdict === "fail" ? 1 : 0;
}

async function push(url: string, result: GateResult): Promise<void> {
  const { pushMetrics } = await import("#adapters/push-gateway.ts");
  await pushMetrics(url, await render(reports.prometheus, result, { showKeys: "none" }));
}

function refuseContradictions(
  { baseline, baselineKeys, report }: CheckOptions,
  plan: Plan,
  outputs: readonly Output[],
): void {
  if (report !== undefined) refuseManyTopics(plan);
  if (baseline !== undefined && baselineKeys !== undefined) {
    throw new UserError({
      what: "--baseline and --baseline-keys exclude each other",
      next: "Compare with an earlier report, or with the keys it was made from.",
    });
  }
  const paths = outputs.flatMap(({ path }) => path ?? []);
  refuseInputs(paths, [...inputsOf(plan), ...(baseline === undefined ? [] : [baseline])]);
  const placeless = outputs.some(({ format }) => format.needsPlace);
  if (placeless && plan.topics.some(({ contract }) => plan.placeOf(contract.topic) === undefined)) {
    throw new UserError({
      what: "SARIF points at a file, but there is neither a contract file nor a file of keys",
      next: "Put the limits into skew_contract.yml, or give the keys as a file.",
    });
  }
}

function refuseManyTopics({ topics }: Plan): void {
  if (topics.length === 1) return;
  throw new UserError({
    what: `--report is for one topic, but there are ${topics.length}`,
    next: "Choose one with --topic, or write them all with --output json:report.json.",
  });
}
