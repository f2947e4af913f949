import { parse } from "yaml";

/*
 * Workflows and snippets of them, as YAML says them; no expression is evaluated.
 */

/** A step that runs a script. */
export interface RunStep {
  readonly name?: string;
  readonly run: string;
  readonly if?: string;
  readonly shell?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly "working-directory"?: string;
}

/** A step that uses an action. */
export interface UsesStep {
  readonly name?: string;
  readonly id?: string;
  readonly uses: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

type Step = RunStep | UsesStep;

interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly "timeout-minutes"?: number;
  readonly uses?: string;
  readonly steps?: readonly Step[];
}

export interface Workflow {
  readonly permissions?: unknown;
  readonly concurrency?: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

/**
 * The `run` steps of a job, in their order. The text is a workflow, a job, or a bare list of steps as
 * documents show it; the job needs a name where the workflow has several.
 */
export function runSteps(text: string, job?: string): RunStep[] {
  return steps(text, job).filter((step) => "run" in step);
}

/** The `uses` steps, of the same. */
export function usesSteps(text: string, job?: string): UsesStep[] {
  return steps(text, job).filter((step) => "uses" in step);
}

export function parseWorkflow(text: string): Workflow {
  const workflow: Workflow | null = parse(text);
  if (typeof workflow?.jobs !== "object") throw new Error("not a workflow: it has no jobs");
  return workflow;
}

function steps(text: string, job: string | undefined): readonly Step[] {
  const value: readonly Step[] | Workflow | Job | null = parse(text);
  if (Array.isArray(value)) return value;
  const found = value !== null && "jobs" in value ? jobOf(value, job) : (value as Job | null);
  if (!Array.isArray(found?.steps))
    throw new Error(`no steps${job === undefined ? "" : ` of job ${job}`}`);
  return found.steps;
}

function jobOf({ jobs }: Workflow, name: string | undefined): Job | undefined {
  const names = Object.keys(jobs);
  if (name === undefined && names.length > 1) throw new Error(`which job? ${names.join(", ")}`);
  return jobs[name ?? names[0] ?? ""];
}
