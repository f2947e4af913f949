import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { info, setOutput, summary } from "@actions/core";
import { UserError } from "#core/errors/user-error.ts";
import { attempt } from "./attempt.ts";
import { type Files, planFiles } from "./files.ts";
import type { Inputs } from "./inputs.ts";
import { publishComment } from "./publish-comment.ts";
import type { Step } from "./step.ts";

/** Beside the action's own bundle. */
const CLI = join(dirname(process.argv[1] ?? ""), "..", "cli.js");
const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/**
 * Analyzes a key on a real cluster with the command line that comes with the action; the step's
 * exit code is the command's.
 *
 * @throws UserError where the command could not find out
 */
export async function analyze(step: Step): Promise<0 | 1> {
  const { inputs, env } = step;
  const files = planFiles(inputs, env);
  for (const path of [files.report, files.html]) {
    if (path !== undefined) mkdirSync(dirname(path), { recursive: true });
  }
  info("Installing Kafka's client into the tool cache, pinned by the action's lockfile");
  await command(["install-client"], env);
  const code = await command(["analyze", ...flagsOf(inputs, files)], env);
  const report = JSON.parse(readFileSync(files.report, "utf8"));
  const markdown = readFileSync(files.markdown, "utf8");
  const verdict = code === 0 ? "pass" : "fail";
  setOutput("verdict", verdict);
  setOutput("topics-failed", JSON.stringify(code === 0 ? [] : [report.topic.name]));
  setOutput("max-partition-share", report.actual.max_partition_share);
  setOutput("gini", report.actual.gini);
  setOutput("sarif", "");
  for (const name of ["report", "markdown", "html"] as const) setOutput(name, files[name] ?? "");
  if (inputs.summary) await attempt("the job summary", () => summary.addRaw(markdown).write());
  await attempt("the comment", () => publishComment(step, verdict, markdown));
  return code;
}

function flagsOf({ contract, keys = [], topics = [], flags = [] }: Inputs, files: Files): string[] {
  const outputs = { json: files.report, markdown: files.markdown, html: files.html };
  return [
    // The checkout is not to say which cluster gets the credentials.
    "--no-env-file",
    ...(contract === undefined ? [] : ["--contract", contract]),
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

/** `--config client.properties` is a flag and its value, which may hold spaces. */
function wordsOf(line: string): string[] {
  const [, flag = line, value] = /^(\S+)\s+(.+)$/.exec(line) ?? [];
  return value === undefined ? [flag] : [flag, value];
}

/** Its output goes to the log, in which the runner then takes no commands from it. */
async function command(args: readonly string[], env: NodeJS.ProcessEnv): Promise<0 | 1> {
  const token = randomUUID();
  process.stdout.write(`::stop-commands::${token}\n`);
  const child = spawn(process.execPath, [CLI, ...args], {
    env,
    stdio: ["ignore", "inherit", "pipe"],
  });
  // A cancelled workflow: what was made on the cluster is taken back.
  const forward = (signal: NodeJS.Signals) => void child.kill(signal);
  for (const signal of SIGNALS) process.on(signal, forward);
  let told = "";
  child.stderr.on("data", (chunk) => {
    told += chunk;
    process.stdout.write(chunk);
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  for (const signal of SIGNALS) process.off(signal, forward);
  process.stdout.write(`\n::${token}::\n`);
  if (code === 0 || code === 1) return code;
  throw failure(args[0] ?? "", told, code);
}

/** What the command has told on its standard error, as `describe` in cli/show-error.ts has it. */
function failure(name: string, told: string, code: number | null): UserError {
  const [, what = `${name} ended with ${code}`] = /^error: (.+)$/m.exec(told) ?? [];
  const [, next = "See the log of this step."] = /^ {2}next: (.+)$/m.exec(told) ?? [];
  return new UserError({ what, next });
}
