import { randomUUID } from "node:crypto";
import { error, info, setOutput, summary, warning } from "@actions/core";
import type { Relaxation } from "#core/baseline/relaxed.ts";
import type { FailOn } from "#core/contract/contract.ts";
import { UserError } from "#core/errors/user-error.ts";
import { MAX_ANNOTATIONS } from "#core/reports/github.ts";
import { reports } from "#core/reports/index.ts";
import type { GateResult } from "#core/reports/report.ts";
import { escapeUnsafe, withoutCommands } from "#core/text/printable.ts";
import type { Verdict } from "#core/verdict.ts";
import { makePlan } from "#run/make-plan.ts";
import { inputsOf, type Plan } from "#run/plan.ts";
import { refuseInputs } from "#run/refuse-paths.ts";
import { render } from "#run/render.ts";
import { judgePlan } from "#run/run-gate.ts";
import { attempt } from "./attempt.ts";
import type { Base } from "./base.ts";
import { readEvent } from "./event.ts";
import { type Files, pathsOf, planFiles, writeReports } from "./files.ts";
import { warnOfForkCode } from "./fork-code.ts";
import { readInputs } from "./inputs.ts";
import { type Judged, someJudged } from "./judged.ts";
import { loosenedLine, loosenedSection } from "./loosened-text.ts";
import { topicsOutput } from "./outputs.ts";
import { publishComment } from "./publish-comment.ts";
import { reportErrors } from "./report-errors.ts";
import { type Step, stepOf } from "./step.ts";

const HINT =
  "Keys are hashed because they can be personal data. To show them, set the input show-keys: full.";

/**
 * Runs the action and returns the step's exit code: 0 satisfied, 1 broken, 2 could not be judged.
 */
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
    const isAudit = step.inputs.mode === "audit";
    const judged = isAudit ? (await import("./audit.ts")).auditFromInputs(step) : judge(step);
    return await publish(await judged, step);
  } catch (cause) {
    await reportErrors(cause, step);
    return 2;
  }
}

function enter(folder: string): void {
  try {
    process.chdir(folder);
  } catch (cause) {
    const what = `cannot change to the working-directory ${folder}`;
    throw new UserError(
      { what, next: "Check the path: it is relative to the checkout." },
      { cause },
    );
  }
}

async function judge(step: Step): Promise<Judged> {
  const { inputs, env } = step;
  const files = planFiles(inputs, env);
  const { contracts: contractFiles, topics, keys, failOn } = inputs;
  const plan = await makePlan({ contractFiles, topics, keys });
  const named = inputs.baseline === "base" ? undefined : inputs.baseline;
  refuseInputs(pathsOf(files), [...inputsOf(plan), ...(named === undefined ? [] : [named])]);
  const { baselines, loosened } = await findBase(step, plan);
  const judged = await judgePlan(plan, {
    failOn,
    baselines: named === undefined ? baselines : [{ file: named }],
    resources: {},
    progress: { read() {}, clear() {} },
    withWhatIf: files.html !== undefined,
    mayLackBaseline: inputs.baseline === "base",
  });
  return { result: someJudged(judged), files, loosened };
}

async function findBase(step: Step, plan: Plan): Promise<Base> {
  if (step.inputs.baseline !== "base") return { baselines: [], notes: [], loosened: [] };
  const { readBase } = await import("./base.ts");
  const base = await readBase(step, plan);
  for (const note of base.notes) info(withoutCommands(escapeUnsafe(note)));
  return base;
}

/** Publishes to each place independently: a failure affects neither the others nor the verdict. */
async function publish({ result, files, loosened }: Judged, step: Step): Promise<0 | 1 | 2> {
  const { inputs } = step;
  const { showKeys, failOn } = inputs;
  const hint = showKeys === "hash" ? HINT : undefined;
  await printPlainly(await render(reports.text, result, { showKeys, hint }));
  const text = await render(reports.markdown, result, { showKeys, hint });
  const markdown = `${text}${loosenedSection(loosened, failOn)}`;
  const { written, errors } = await writeReports(files, result, markdown, inputs);
  for (const { message } of errors) error(`A file could not be written: ${message}`);
  if (inputs.annotations) {
    process.stdout.write(await render(reports.github, result, { showKeys }));
  }
  await warnOfLoosened(loosened, result, failOn);
  const areOutputsSet = await attempt(
    "the outputs",
    async () => setOutputs(result, written),
    error,
  );
  if (inputs.summary) await attempt("the job summary", () => summary.addRaw(markdown).write());
  await attempt("the comment", () => publishComment(step, verdictOf(result), markdown));
  if (errors.length > 0 || !areOutputsSet || result.verdict === "error") return 2;
  return result.verdict === "fail" ? 1 : 0;
}

/** Undefined if something could not be judged, unless a contract is broken as well. */
function verdictOf({ verdict, topics }: GateResult): Verdict | undefined {
  if (verdict !== "error") return verdict;
  return topics.some((topic) => topic.verdict === "fail") ? "fail" : undefined;
}

/** One annotation per change, up to GitHub's limit; the log has them all. */
async function warnOfLoosened(
  loosened: readonly Relaxation[],
  result: GateResult,
  failOn: FailOn | undefined,
): Promise<void> {
  const shown = loosened.length > MAX_ANNOTATIONS ? MAX_ANNOTATIONS - 1 : loosened.length;
  for (const one of loosened.slice(0, shown)) {
    const [field] = one.field.split(".");
    const place = result.placeOf(one, field);
    warning(loosenedLine(one, failOn), place && { file: place.file, startLine: place.line });
  }
  const rest = loosened.slice(shown);
  if (rest.length === 0) return;
  warning(
    `${rest.length} more changes loosen the contract or judge keys differently: see the log.`,
  );
  await printPlainly(rest.map((one) => `${loosenedLine(one, failOn)}\n`).join(""));
}

/** Prints text that the runner must not interpret: topics and keys may look like commands. */
async function printPlainly(text: string): Promise<void> {
  const token = randomUUID();
  process.stdout.write(`::stop-commands::${token}\n${text}::${token}::\n`);
}

function setOutputs({ verdict, topics }: GateResult, written: Partial<Files>): void {
  const failed = topics.filter((topic) => topic.verdict === "fail");
  const maxOf = (value: (topic: (typeof topics)[number]) => number) =>
    Math.max(...topics.map(value));
  setOutput("verdict", verdict === "error" ? "" : verdict);
  setOutput("topics-failed", topicsOutput(failed.map(({ contract }) => contract.topic)));
  setOutput(
    "max-partition-share",
    maxOf(({ measures }) => measures.maxPartitionShare),
  );
  setOutput(
    "gini",
    maxOf(({ measures }) => measures.gini),
  );
  for (const name of ["report", "markdown", "sarif", "html"] as const) {
    setOutput(name, written[name] ?? "");
  }
}
