import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, expect } from "vitest";
import type { TopicReport } from "#doors/library/index.ts";
import { CliServer } from "../support/cli-server.ts";

/*
 * The built command line, run as a user runs it: another process, in a folder of its own.
 */

export const root = fileURLToPath(new URL("../../", import.meta.url));
export const cliFile = join(root, "dist/cli.js");
export const cities = join(root, "fixtures/world-cities");

export interface Run {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface RunOptions extends Pick<SpawnOptions, "cwd" | "env" | "uid" | "gid"> {
  /** Standard input; nothing where it is left out. */
  readonly input?: string | Uint8Array | Iterable<Uint8Array>;
  /** Another copy of dist/cli.js. */
  readonly file?: string;
}

const serverEnv = plainEnv();
const server = new CliServer(cliFile, serverEnv);

/**
 * `skew-contract …args`, without colours of the machine that runs the tests. In a process that all runs
 * of a test file share, unless it is about a process.
 */
export async function cli(args: readonly string[], options: RunOptions = {}): Promise<Run> {
  const { cwd = root, env = plainEnv(), input = "", file, uid, gid } = options;
  const isWhole = typeof input === "string" || input instanceof Uint8Array;
  const isOther = (file ?? uid ?? gid) !== undefined || !startsAlike(env, serverEnv);
  if (!isWhole || isOther) return cliProcess(args, options);
  const answer = await server.run({ args, cwd: String(cwd), env, input: Buffer.from(input) });
  return { ...answer, signal: null };
}

/** Whether the variables are equal that Node and OpenSSL read only as a process starts. */
function startsAlike(...envs: readonly NodeJS.ProcessEnv[]): boolean {
  const read = envs.map((env) => Object.entries(env).filter(([name]) => /^(NODE|SSL)_/.test(name)));
  return new Set(read.map((variables) => JSON.stringify(variables.sort()))).size === 1;
}

/** The same in a process of its own. */
export function cliProcess(args: readonly string[], options: RunOptions = {}): Promise<Run> {
  return result(start(args, options), options.input);
}

/** A line of shell, in which `skew` is the command. */
export function shell(line: string, options: RunOptions = {}): Promise<Run> {
  const script = `skew() { '${process.execPath}' '${cliFile}' "$@"; }\n${line}`;
  return result(spawn("bash", ["-c", script], { env: plainEnv(), ...options }), options.input);
}

async function result(child: ChildProcess, input: RunOptions["input"] = ""): Promise<Run> {
  const [stdout, stderr, { code, signal }] = await Promise.all([
    textOf(child.stdout),
    textOf(child.stderr),
    ended(child),
    feed(child, input),
  ]);
  return { code, signal, stdout, stderr };
}

/** The same, but still running. */
export function start(args: readonly string[], options: RunOptions = {}): ChildProcess {
  const { file = cliFile, env = plainEnv(), cwd, uid, gid } = options;
  return spawn(process.execPath, [file, ...args], { cwd, env, uid, gid });
}

export function plainEnv(): NodeJS.ProcessEnv {
  const { NO_COLOR, FORCE_COLOR, CI, ...env } = process.env;
  return { ...env, ...tracedEnv() };
}

/** Has a spawned program leave behind what it has run, where coverage is wanted. */
export function tracedEnv(): NodeJS.ProcessEnv {
  const { COVERAGE_TRACES } = process.env;
  return COVERAGE_TRACES === undefined ? {} : { NODE_V8_COVERAGE: COVERAGE_TRACES };
}

export function ended(child: ChildProcess): Promise<Pick<Run, "code" | "signal">> {
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => resolve({ code, signal }));
  });
}

/** A process that stops reading early is its own business. */
async function feed(child: ChildProcess, input: NonNullable<RunOptions["input"]>): Promise<void> {
  if (child.stdin === null) return;
  const whole = typeof input === "string" || input instanceof Uint8Array;
  const source = whole ? Readable.from([Buffer.from(input)]) : Readable.from(input);
  await pipeline(source, child.stdin).catch(() => {});
}

async function textOf(stream: Readable | null): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream ?? []) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A new folder with these files, removed after the tests. */
export function folder(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const path = mkdtempSync(join(tmpdir(), "skew-contract-"));
  folders.push(path);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), content);
  }
  return path;
}

/** Every file below a folder, with its content: to see that nothing has changed. */
export function contents(path: string): Record<string, string> {
  const files = readdirSync(path, { recursive: true, withFileTypes: true });
  const read = files
    .filter((file) => file.isFile())
    .map((file) => join(file.parentPath, file.name))
    .map((file) => [file.slice(path.length + 1), readFileSync(file, "latin1")]);
  return Object.fromEntries(read);
}

/** `count` keys, one a line: prefix0, prefix1, … */
export function manyKeys(count: number, prefix = "user-"): string {
  return Array.from({ length: count }, (_, i) => `${prefix}${i}\n`).join("");
}

/** Judges by flags, with a limit that every sample of a key holds. */
export const judge = ["check", "--partitions", "8", "--sample-size", "1"];

/** A contract file of one topic `t` with these lines, and a limit that every sample holds. */
export function contract(...fields: string[]): string {
  const limit = fields.some((field) => field.startsWith("sample_size")) ? [] : ["sample_size: 1"];
  const lines = [...limit, ...fields].map((field) => `    ${field}`);
  return ["version: 1", "topics:", "  t:", ...lines, ""].join("\n");
}

/** The only topic of a JSON report on standard output. */
export function topicOf({ stdout, stderr }: Run): TopicReport {
  expect(stderr).toBe("");
  const { topics } = JSON.parse(stdout) as { topics: TopicReport[] };
  expect(topics).toHaveLength(1);
  return topics[0] as TopicReport;
}

const SCREEN_LINES = 24;
const SCREEN_COLUMNS = 80;

/** Exit 2, and one screen on standard error that says what is wrong and what to do. */
export function expectRefusal(run: Run, ...says: readonly (string | RegExp)[]): void {
  expect(run).toMatchObject({ code: 2 });
  expectNothingJudged(run);
  expect(run.stderr).toMatch(/^error: /);
  expect(run.stderr).toMatch(/next: |Run skew-contract --help/);
  for (const text of says) expect(run.stderr).toMatch(text);
  expectOneScreen(run.stderr);
}

/** Standard output is empty, or a JSON report of nothing but errors. */
function expectNothingJudged({ stdout }: Run): void {
  if (stdout === "") return;
  expect(JSON.parse(stdout)).toMatchObject({ verdict: "error", topics: [] });
}

/** Neither a stack trace, nor an inner error, nor more than a terminal of 80 × 24 shows. */
export function expectOneScreen(stderr: string): void {
  expect(stderr).not.toMatch(/^ {4}at |node:internal|itself failed/m);
  const lines = stderr.trimEnd().split("\n");
  const rows = ({ length }: string) => Math.max(1, Math.ceil(length / SCREEN_COLUMNS));
  const shown = lines.reduce((sum, line) => sum + rows(line), 0);
  expect(shown, stderr).toBeLessThanOrEqual(SCREEN_LINES);
}

/**
 * A run that must be refused and leave no trace: no report of a kind that cannot say what was not
 * judged, no temporary file, and an earlier report as it was.
 */
export async function expectUntouched(
  args: readonly string[],
  files: Readonly<Record<string, string | Uint8Array>>,
  options: RunOptions & { readonly says: readonly (string | RegExp)[] },
): Promise<void> {
  const cwd = folder({ ...files, "earlier.csv": "an earlier report" });
  const before = contents(cwd);
  const outputs = ["--output", "csv:earlier.csv", "--output", "prometheus:new.prom"];
  const run = await cli(["check", ...args, ...outputs], { ...options, cwd });
  expectRefusal(run, ...options.says);
  expect(contents(cwd)).toEqual(before);
}

/** Has the process write what it used of the machine into the file that USAGE_FILE names. */
const MEASURE = `data:text/javascript,${encodeURIComponent(
  'import{writeFileSync}from"node:fs";process.on("exit",()=>writeFileSync(process.env.USAGE_FILE,JSON.stringify(process.resourceUsage())))',
)}`;

interface Measured extends Run {
  readonly peakMiB: number;
  /** Processor time, which a busy machine hardly changes. */
  readonly processorMs: number;
}

/** A run, and how much memory and time it took. */
export async function measured(args: readonly string[], options: RunOptions): Promise<Measured> {
  const usageFile = join(folder(), "usage.json");
  const env = {
    ...plainEnv(),
    // It takes memory of its own.
    NODE_V8_COVERAGE: undefined,
    USAGE_FILE: usageFile,
    NODE_OPTIONS: `--import ${MEASURE}`,
  };
  const run = await cliProcess(args, { ...options, env });
  const { maxRSS, userCPUTime, systemCPUTime } = JSON.parse(readFileSync(usageFile, "utf8"));
  return { ...run, peakMiB: maxRSS / 1024, processorMs: (userCPUTime + systemCPUTime) / 1000 };
}

/** Someone without root's rights: the user who runs the tests, or `nobody` where that is root. */
export const plainUser = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};

/** False where nobody cannot run this Node. */
export const hasPlainUser =
  process.getuid !== undefined &&
  spawnSync(process.execPath, ["--version"], { ...plainUser, cwd: "/" }).status === 0;

/** A folder that everybody may read, with a copy of dist/. */
export function sharedFolder(files: Readonly<Record<string, string>>): string {
  const path = folder(files);
  cpSync(join(root, "dist"), join(path, "dist"), { recursive: true });
  chmodSync(path, 0o755);
  return path;
}

/**
 * The built library as Node itself loads it. From a node_modules folder, because vitest runs
 * everything else in a module system of its own, which has things that Node has not.
 */
export async function library(): Promise<typeof import("../../dist/index.mjs")> {
  const path = join(folder(), "node_modules/skew-contract");
  cpSync(join(root, "dist"), join(path, "dist"), { recursive: true });
  cpSync(join(root, "package.json"), join(path, "package.json"));
  return import(/* @vite-ignore */ pathToFileURL(join(path, "dist/index.mjs")).href);
}

/** Whether there is a program of this name. */
export function hasProgram(name: string): boolean {
  const places = (process.env.PATH ?? "").split(":");
  return places.some((place) => existsSync(join(place, name)));
}
