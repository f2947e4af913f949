import { unknownName } from "../catalogue.ts";
import { type FailOn, failOnModes, type TopicContract } from "../contract/contract.ts";
import { UserError } from "../errors.ts";
import { reports } from "../reports/index.ts";
import { keyDisplay } from "../reports/key-display.ts";
import type { GateResult } from "../reports/report.ts";
import { worst } from "../verdict.ts";
import { readBaseline } from "./baseline.ts";
import type { FlagValues } from "./flags.ts";
import type { Io } from "./io.ts";
import { judgeAll } from "./judging.ts";
import { deliver, type Output, parseOutputs, refuseInputs } from "./outputs.ts";
import { inputsOf, makePlan, type Plan } from "./plan.ts";
import { Progress } from "./progress.ts";
import { resourcesFromFlags } from "./resource-flags.ts";
import { parseShowKeys } from "./show-keys.ts";
import { toolVersion } from "./version.ts";

export interface CheckOptions extends FlagValues {
  readonly contract?: string;
  readonly topic?: string;
  readonly keys?: readonly string[];
  readonly output?: readonly string[];
  readonly report?: string;
  readonly showKeys?: string;
  readonly quiet?: boolean;
  readonly memory?: string;
  readonly threads?: string;
  readonly baseline?: string;
  readonly baselineKeys?: readonly string[];
  readonly failOn?: string;
  readonly category?: string;
  readonly pushGateway?: string;
}

/** Judges every topic asked for; 0 all contracts hold, 1 one is broken. Throws for 2. */
export async function check(options: CheckOptions, io: Io): Promise<0 | 1> {
  const showKeys = parseShowKeys(options.showKeys);
  const outputs = parseOutputs(options);
  const plan = withFailOn(await makePlan(options), options.failOn);
  refuseContradictions(options, plan, outputs);
  const { placeOf, topics: plans } = plan;
  const contracts = plans.map(({ contract }) => contract);
  const beforeOf =
    options.baseline === undefined ? undefined : await readBaseline(options.baseline, contracts);
  const topics = await judgeAll(plans, {
    resources: resourcesFromFlags(options),
    progress: new Progress(io, options.quiet ?? false),
    withWhatIf: outputs.some(({ format }) => format.wantsWhatIf),
    beforeOf,
  });
  const result: GateResult = {
    verdict: worst(topics.map(({ verdict }) => verdict)),
    topics,
    placeOf,
  };
  await deliver(outputs, result, { showKeys, category: options.category }, io);
  if (options.pushGateway !== undefined) await push(options.pushGateway, result);
  return result.verdict === "fail" ? 1 : 0;
}

async function push(url: string, result: GateResult): Promise<void> {
  const [{ pushMetrics }, report] = await Promise.all([
    import("../adapters/push-gateway.ts"),
    reports.prometheus.load(),
  ]);
  const displayKey = keyDisplay("none");
  const text = report(result, { displayKey, color: false, width: 0, version: toolVersion });
  await pushMetrics(url, text);
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

function withFailOn(plan: Plan, mode: string | undefined): Plan {
  if (mode === undefined) return plan;
  const failOn: FailOn | undefined = failOnModes.find((one) => one === mode);
  if (failOn === undefined) throw unknownName("--fail-on", mode, failOnModes);
  const changed = (contract: TopicContract) => ({ ...contract, failOn });
  const topics = plan.topics.map((one) => ({ ...one, contract: changed(one.contract) }));
  return { ...plan, topics };
}

function refuseManyTopics({ topics }: Plan): void {
  if (topics.length === 1) return;
  throw new UserError({
    what: `--report is for one topic, but there are ${topics.length}`,
    next: "Choose one with --topic, or write them all with --output json:report.json.",
  });
}
