import { randomUUID } from "node:crypto";
import { info, setOutput, summary, warning } from "@actions/core";
import type { Loosened } from "../changes/loosened.ts";
import { UserError } from "../errors.ts";
import { MAX_ANNOTATIONS } from "../reports/github.ts";
import { reports } from "../reports/index.ts";
import type { GateResult } from "../reports/report.ts";
import { inputsOf, makePlan, type Plan } from "../run/plan.ts";
import { refuseInputs } from "../run/refuse-paths.ts";
import { render } from "../run/render.ts";
import { runGate } from "../run/run-gate.ts";
import { escapeUnsafe } from "../text/printable.ts";
import type { Base } from "./base.ts";
import { connectTo } from "./connect-to.ts";
import { type GitHubEvent, readEvent } from "./event.ts";
import { type Files, pathsOf, planFiles, temporaryFile, writeReports } from "./files.ts";
import { warnOfForkCode } from "./fork-code.ts";
import { type Inputs, readInputs } from "./inputs.ts";
import { loosenedSection } from "./loosened-text.ts";
import { publishComment } from "./publish-comment.ts";
import { tellErrors } from "./tell-errors.ts";

const HINT =
  "Keys are hashed, because they can be people's data: the input show-keys: full shows them.";

/** One run of the action; the step's exit code: 0 holds, 1 broken, 2 could not judge. */
export async function runAction(env: NodeJS.ProcessEnv): Promise<0 | 1 | 2> {
  const event = readEvent(env);
  let inputs: Inputs | undefined;
  try {
    inputs = readInputs(env);
    enter(inputs.workingDirectory);
    warnOfForkCode(event, env);
    if (inputs.mode === "analyze") {
      const { analyze } = await import("./analyze.ts");
      return await analyze(inputs, event, env);
    }
    const judged = await judge(inputs, event, env);
    return await publish(judged, inputs, event, env);
  } catch (error) {
    await tellErrors(error, inputs, event, env);
    return 2;
  }
}

function enter(folder: string): void {
  try {
    process.chdir(folder);
  } catch (cause) {
    const what = `the working-directory ${folder} cannot be entered`;
    throw new UserError(
      { what, next: "Check its name; it is relative to the checkout." },
      { cause },
    );
  }
}

async function judge(inputs: Inputs, event: GitHubEvent, env: NodeJS.ProcessEnv) {
  const files = planFiles(inputs, env);
  const { contract: contractFile, topics, keys, failOn } = inputs;
  const plan = await makePlan({ contractFile, topics, keys });
  const named = inputs.baseline === "base" ? undefined : inputs.baseline;
  refuseInputs(pathsOf(files), [...inputsOf(plan), ...(named === undefined ? [] : [named])]);
  const { baseline, loosened } = await findBase(inputs, event, plan);
  const result = await runGate(plan, {
    failOn,
    baselineFile: baseline === undefined ? named : temporaryFile(files, "baseline.json", baseline),
    resources: {},
    progress: { read() {}, clear() {} },
    withWhatIf: files.html !== undefined,
    mayLackBaseline: inputs.baseline === "base",
  });
  return { result, files, loosened };
}

async function findBase(
  { baseline, token, topics }: Inputs,
  event: GitHubEvent,
  plan: Plan,
): Promise<Base> {
  if (baseline !== "base") return { loosened: [] };
  const { readBase } = await import("./base.ts");
  const base = await readBase(await connectTo(token, event), event, plan, topics);
  if (base.baseline === undefined) {
    info(`No baseline: ${escapeUnsafe(base.missing ?? "")}. Every broken rule counts as new.`);
  }
  return base;
}

/** Each place where results go by itself: none keeps another from being reached, or the verdict. */
async function publish(
  { result, files, loosened }: Awaited<ReturnType<typeof judge>>,
  inputs: Inputs,
  event: GitHubEvent,
  env: NodeJS.ProcessEnv,
): Promise<0 | 1 | 2> {
  const { showKeys } = inputs;
  const hint = showKeys === "hash" ? HINT : undefined;
  await printPlainly(await render(reports.text, result, { showKeys, hint }));
  const text = await render(reports.markdown, result, { showKeys, hint });
  const markdown = `${text}${loosenedSection(loosened)}`;
  const { written, errors } = await writeReports(files, result, markdown, inputs);
  for (const { message } of errors) warning(`A file could not be written: ${message}`);
  if (inputs.annotations) {
    process.stdout.write(await render(reports.github, result, { showKeys }));
  }
  warnOfLoosened(loosened, result);
  const isTold = await attempt("the outputs", async () => setOutputs(result, written));
  if (inputs.summary) await attempt("the job summary", () => summary.addRaw(markdown).write());
  await attempt("the comment", () =>
    publishComment({ inputs, event, env, verdict: result.verdict, markdown }),
  );
  if (errors.length > 0 || !isTold) return 2;
  return result.verdict === "fail" ? 1 : 0;
}

function warnOfLoosened(loosened: readonly Loosened[], result: GateResult): void {
  for (const { topic, rule, before, after } of loosened.slice(0, MAX_ANNOTATIONS)) {
    const place = result.placeOf(topic, rule);
    const at = place && { file: place.file, startLine: place.line };
    warning(`${escapeUnsafe(topic)}: ${rule} was ${before} on the base branch and is ${after}`, at);
  }
}

async function attempt(what: string, action: () => Promise<unknown>): Promise<boolean> {
  try {
    await action();
    return true;
  } catch (error) {
    warning(`${what} could not be written: ${(error as Error).message}`);
    return false;
  }
}

/** The runner takes no commands from this text: topics and keys may look like some. */
async function printPlainly(text: string): Promise<void> {
  const token = randomUUID();
  process.stdout.write(`::stop-commands::${token}\n${text}::${token}::\n`);
}

function setOutputs({ verdict, topics }: GateResult, written: Partial<Files>): void {
  const failed = topics.filter((topic) => topic.verdict === "fail");
  const most = (value: (topic: (typeof topics)[number]) => number) =>
    Math.max(...topics.map(value));
  setOutput("verdict", verdict);
  setOutput("topics-failed", JSON.stringify(failed.map(({ contract }) => contract.topic)));
  setOutput(
    "max-partition-share",
    most(({ measures }) => measures.maxPartitionShare),
  );
  setOutput(
    "gini",
    most(({ measures }) => measures.gini),
  );
  for (const name of ["report", "markdown", "sarif", "html"] as const) {
    setOutput(name, written[name] ?? "");
  }
}
