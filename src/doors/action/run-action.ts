import { randomUUID } from "node:crypto";
import { info, setOutput, summary, warning } from "@actions/core";
import type { Loosened } from "#core/baseline/loosened.ts";
import type { FailOn } from "#core/contract/contract.ts";
import { UserError } from "#core/errors/user-error.ts";
import { MAX_ANNOTATIONS } from "#core/reports/github.ts";
import { reports } from "#core/reports/index.ts";
import type { GateResult } from "#core/reports/report.ts";
import { escapeUnsafe, withoutCommands } from "#core/text/printable.ts";
import { inputsOf, makePlan, type Plan } from "#run/plan.ts";
import { refuseInputs } from "#run/refuse-paths.ts";
import { render } from "#run/render.ts";
import { runGate } from "#run/run-gate.ts";
import { attempt } from "./attempt.ts";
import type { Base } from "./base.ts";
import { readEvent } from "./event.ts";
import { type Files, pathsOf, planFiles, writeReports } from "./files.ts";
import { warnOfForkCode } from "./fork-code.ts";
import { readInputs } from "./inputs.ts";
import { loosenedLine, loosenedSection } from "./loosened-text.ts";
import { topicsOutput } from "./outputs.ts";
import { publishComment } from "./publish-comment.ts";
import { type Step, stepOf } from "./step.ts";
import { tellErrors } from "./tell-errors.ts";

const HINT =
  "Keys are hashed, because they can be people's data: the input show-keys: full shows them.";

/** One run of the action; the step's exit code: 0 holds, 1 broken, 2 could not judge. */
export async function runAction(env: NodeJS.ProcessEnv): Promise<0 | 1 | 2> {
  const event = readEvent(env);
  let step: Step | undefined;
  try {
    step = stepOf(readInputs(env), event, env);
    enter(step.inputs.workingDirectory);
    warnOfForkCode(event, env);
    if (step.inputs.mode === "analyze") {
      const { analyzeFromInputs } = await import("./analyze.ts");
      return await analyzeFromInputs(step);
    }
    return await publish(await judge(step), step);
  } catch (error) {
    await tellErrors(error, step);
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

async function judge(step: Step) {
  const { inputs, env } = step;
  const files = planFiles(inputs, env);
  const { contract: contractFile, topics, keys, failOn } = inputs;
  const plan = await makePlan({ contractFile, topics, keys });
  const named = inputs.baseline === "base" ? undefined : inputs.baseline;
  refuseInputs(pathsOf(files), [...inputsOf(plan), ...(named === undefined ? [] : [named])]);
  const { baseline, loosened } = await findBase(step, plan);
  const result = await runGate(plan, {
    failOn,
    baseline: baseline ?? (named === undefined ? undefined : { file: named }),
    resources: {},
    progress: { read() {}, clear() {} },
    withWhatIf: files.html !== undefined,
    mayLackBaseline: inputs.baseline === "base",
  });
  return { result, files, loosened };
}

async function findBase(step: Step, plan: Plan): Promise<Base> {
  if (step.inputs.baseline !== "base") return { notes: [], loosened: [] };
  const { readBase } = await import("./base.ts");
  const base = await readBase(step, plan);
  for (const note of base.notes) info(withoutCommands(escapeUnsafe(note)));
  return base;
}

/** Each place where results go by itself: none keeps another from being reached, or the verdict. */
async function publish(
  { result, files, loosened }: Awaited<ReturnType<typeof judge>>,
  step: Step,
): Promise<0 | 1 | 2> {
  const { inputs } = step;
  const { showKeys, failOn } = inputs;
  const hint = showKeys === "hash" ? HINT : undefined;
  await printPlainly(await render(reports.text, result, { showKeys, hint }));
  const text = await render(reports.markdown, result, { showKeys, hint });
  const markdown = `${text}${loosenedSection(loosened, failOn)}`;
  const { written, errors } = await writeReports(files, result, markdown, inputs);
  for (const { message } of errors) warning(`A file could not be written: ${message}`);
  if (inputs.annotations) {
    process.stdout.write(await render(reports.github, result, { showKeys }));
  }
  await warnOfLoosened(loosened, result, failOn);
  const isTold = await attempt("the outputs", async () => setOutputs(result, written));
  if (inputs.summary) await attempt("the job summary", () => summary.addRaw(markdown).write());
  await attempt("the comment", () => publishComment(step, result.verdict, markdown));
  if (errors.length > 0 || !isTold) return 2;
  return result.verdict === "fail" ? 1 : 0;
}

/** An annotation each while GitHub shows them; the log has all. */
async function warnOfLoosened(
  loosened: readonly Loosened[],
  result: GateResult,
  failOn: FailOn | undefined,
): Promise<void> {
  const shown = loosened.length > MAX_ANNOTATIONS ? MAX_ANNOTATIONS - 1 : loosened.length;
  for (const one of loosened.slice(0, shown)) {
    const [field] = one.field.split(".");
    const place = result.placeOf(one.topic, field);
    warning(loosenedLine(one, failOn), place && { file: place.file, startLine: place.line });
  }
  const rest = loosened.slice(shown);
  if (rest.length === 0) return;
  warning(`The contract is loosened in ${rest.length} more ways: the log has them.`);
  await printPlainly(rest.map((one) => `${loosenedLine(one, failOn)}\n`).join(""));
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
  setOutput("topics-failed", topicsOutput(failed.map(({ contract }) => contract.topic)));
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
