import type { ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import type { analysisObject } from "#live/core/analysis/reports/json.ts";
import { cli, ended, folder, plainEnv, type Run, start } from "../e2e/cli.ts";
import { clientFolder } from "./kafka.ts";

/** An analysis as its JSON report has it. */
export type AnalysisReport = ReturnType<typeof analysisObject>;

/** A place for a run: a folder, a journal of its own, and the native client. */
export interface LivePlace {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

export function livePlace(files: Readonly<Record<string, string>> = {}): LivePlace {
  const cwd = folder(files);
  const own = { XDG_STATE_HOME: `${cwd}/state`, SKEW_CONTRACT_KAFKA_CLIENT: clientFolder() };
  return { cwd, env: { ...plainEnv(), ...own } };
}

export function runLive(args: readonly string[], place = livePlace()): Promise<Run> {
  return cli(args, place);
}

/** The JSON report on standard output. */
export function analysisOf({ stdout, stderr, code }: Run): AnalysisReport {
  if (stdout === "") throw new Error(`exit ${code}: ${stderr}`);
  return JSON.parse(stdout);
}

interface ProgressEvent {
  readonly event: string;
  readonly phase?: string;
  readonly done?: number;
  readonly total?: number;
}

/** Runs with --json and calls `act` at the first event that fits; resolves at the end. */
export async function runUntil(
  args: readonly string[],
  place: LivePlace,
  fits: (event: ProgressEvent) => boolean,
  act: (child: ChildProcess) => void | Promise<void>,
): Promise<Run & { readonly events: readonly ProgressEvent[] }> {
  const child = start([...args, "--json"], place);
  const events: ProgressEvent[] = [];
  let stderr = "";
  let acting: Promise<void> = Promise.resolve();
  child.stderr?.on("data", (chunk) => {
    stderr += chunk;
  });
  let isDone = false;
  if (child.stdout === null) throw new Error("no output");
  createInterface({ input: child.stdout }).on("line", (line) => {
    const event: ProgressEvent = JSON.parse(line);
    events.push(event);
    if (isDone || !fits(event)) return;
    isDone = true;
    acting = Promise.resolve(act(child));
  });
  const end = await ended(child);
  await acting;
  return {
    ...end,
    stdout: events.map((event) => JSON.stringify(event)).join("\n"),
    stderr,
    events,
  };
}
