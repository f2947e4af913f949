import { dirname } from "node:path";
import { info, setOutput, summary } from "@actions/core";
import { makeFolder } from "#adapters/make-folder.ts";
import { writeFiles } from "#adapters/write-files.ts";
import { UserError } from "#core/errors/user-error.ts";
import { escapeUnsafe } from "#core/text/printable.ts";
import type { LiveProgress } from "#live/run/progress.ts";
import { attempt } from "./attempt.ts";
import { type Files, planFiles } from "./files.ts";
import type { Inputs } from "./inputs.ts";
import { log, withLog, wordsOf } from "./live-log.ts";
import { topicsOutput } from "./outputs.ts";
import { publishComment } from "./publish-comment.ts";
import type { Step } from "./step.ts";

/** Logs only the end of each phase, because a log cannot redraw a line. */
const loggedProgress: LiveProgress = {
  step(phase, done, total) {
    if (done === total) log.write(`${phase}: ${total} done\n`);
  },
  note: (message) => log.write(`${escapeUnsafe(message)}\n`),
};

/**
 * Analyzes a key on a real cluster and returns the step's exit code: 0 as expected, 1 not.
 *
 * @throws UserError if the analysis cannot be completed
 */
export async function analyzeFromInputs(step: Step): Promise<0 | 1> {
  const { inputs, env } = step;
  const files = planFiles(inputs, env);
  for (const path of [files.report, files.html]) {
    if (path !== undefined) makeFolder(dirname(path));
  }
  const { analysis, isSound, markdown } = await analyzed(flagsOf(inputs, files), env);
  writeFiles([{ path: files.markdown, content: markdown }]);
  const verdict = isSound ? "pass" : "fail";
  setOutput("verdict", verdict);
  setOutput("topics-failed", topicsOutput(isSound ? [] : [analysis.topic.name]));
  setOutput("max-partition-share", analysis.actual.maxPartitionShare);
  setOutput("gini", analysis.actual.gini);
  setOutput("sarif", "");
  for (const name of ["report", "markdown", "html"] as const) setOutput(name, files[name] ?? "");
  if (inputs.summary) await attempt("the job summary", () => summary.addRaw(markdown).write());
  await attempt("the comment", () => publishComment(step, verdict, markdown));
  return isSound ? 0 : 1;
}

/** Its output goes to the log, where the runner must not interpret it as commands. */
async function analyzed(args: readonly string[], env: NodeJS.ProcessEnv) {
  info("Installing the Kafka client in the tool cache, pinned by the action's lockfile");
  const { analyzeByArgs, installClientFromFlags } = await import("#doors/cli/live/index.ts");
  return withLog(async () => {
    const io = { stdout: log, stderr: log, env };
    await installClientFromFlags({}, io);
    return analyzeByArgs(args, io, loggedProgress);
  }, interrupted);
}

function interrupted(cause: Error): UserError {
  const next =
    "What it created on the cluster was deleted, unless the log of this step says otherwise.";
  return new UserError({ what: `the analysis was ${cause.message}`, next }, { cause });
}

function flagsOf(
  { contracts = [], keys = [], topics = [], flags = [] }: Inputs,
  files: Files,
): string[] {
  const outputs = { json: files.report, html: files.html };
  return [
    // The checked-out code must not choose which cluster gets the credentials.
    "--no-env-file",
    ...contracts.flatMap((path) => ["--contract", path]),
    ...topics.flatMap((topic) => ["--contract-topic", topic]),
    ...keys.flatMap((path) => ["--keys", path]),
    ...Object.entries(outputs).flatMap(([format, path]) =>
      path === undefined ? [] : ["--output", `${format}:${path}`],
    ),
    "--output",
    "text",
    ...flags.flatMap(wordsOf),
  ];
}
