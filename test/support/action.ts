import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findNode24 } from "../../scripts/node24.mjs";
import { ended, folder, root, tracedEnv } from "../e2e/cli.ts";

/*
 * The bundled action, run as the runner does: another process on Node 24, with inputs in the
 * environment and files for outputs and summary.
 */

const node24 = await findNode24();
export const hasNode24 = node24 !== undefined;

export interface ActionRun {
  readonly code: number | null;
  readonly log: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly ms: number;
}

export interface ActionOptions {
  /** The checkout. */
  readonly cwd: string;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly event?: { readonly name: string; readonly payload: object };
  readonly apiUrl?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Sent once the log holds the text. */
  readonly signal?: { readonly name: NodeJS.Signals; readonly after: string };
}

/** What action.yml gives where the workflow says nothing. */
const DEFAULTS = {
  mode: "check",
  comment: "on-failure",
  summary: "true",
  annotations: "true",
  "show-keys": "hash",
  "working-directory": ".",
  token: "t0ken",
  matrix: "null",
};

export const pullRequest = {
  name: "pull_request",
  payload: {
    pull_request: {
      number: 7,
      base: { sha: "b".repeat(40), repo: { id: 1 } },
      head: { sha: "a".repeat(40), repo: { id: 1 } },
    },
  },
};

export async function runAction(options: ActionOptions): Promise<ActionRun> {
  const {
    cwd,
    inputs = {},
    event = pullRequest,
    apiUrl = "http://127.0.0.1:9",
    env = {},
    signal,
  } = options;
  const temporary = folder({
    "event.json": JSON.stringify(event.payload),
    output: "",
    summary: "",
  });
  const named = Object.entries({ ...DEFAULTS, ...inputs }).map(([name, value]) => {
    return [`INPUT_${name.toUpperCase()}`, value];
  });
  const began = performance.now();
  const child = spawn(node24 as string, [join(root, "dist/action/index.js")], {
    cwd,
    env: {
      PATH: process.env.PATH,
      ...tracedEnv(),
      GITHUB_ACTIONS: "true",
      GITHUB_EVENT_NAME: event.name,
      GITHUB_EVENT_PATH: join(temporary, "event.json"),
      GITHUB_OUTPUT: join(temporary, "output"),
      GITHUB_STEP_SUMMARY: join(temporary, "summary"),
      GITHUB_API_URL: apiUrl,
      GITHUB_REPOSITORY: "acme/shop",
      GITHUB_WORKFLOW: "ci",
      GITHUB_JOB: "keys",
      GITHUB_WORKSPACE: cwd,
      RUNNER_TEMP: temporary,
      ...Object.fromEntries(named),
      ...env,
    },
  });
  let log = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      const wasThere = signal && log.includes(signal.after);
      log += chunk;
      if (signal && !wasThere && log.includes(signal.after)) child.kill(signal.name);
    });
  }
  const { code } = await ended(child);
  const ms = performance.now() - began;
  const outputs = parseOutputs(readFileSync(join(temporary, "output"), "utf8"));
  return { code, log, outputs, summary: readFileSync(join(temporary, "summary"), "utf8"), ms };
}

/** As the runner reads the file: `name<<delimiter`, lines, `delimiter`. */
function parseOutputs(text: string): Record<string, string> {
  const outputs: Record<string, string> = {};
  const lines = text.split("\n");
  for (let i = 0; i < lines.length - 1; i++) {
    const [, name = "", delimiter = ""] = /^(.+?)<<(.+)$/.exec(lines[i] as string) ?? [];
    if (name === "") throw new Error(`no output begins with ${lines[i]}`);
    const end = lines.indexOf(delimiter, i + 1);
    outputs[name] = lines.slice(i + 1, end).join("\n");
    i = end;
  }
  return outputs;
}

/** A checkout with a contract of one topic and its keys. */
export function checkout(keys: string, limits: string, topic = "orders"): string {
  const path = folder({
    "build/keys.txt": keys,
    "skew_contract.yml": `version: 1\ntopics:\n  ${JSON.stringify(topic)}:\n    keys: build/keys.txt\n    partitions: 12\n${limits}`,
  });
  writeFileSync(join(path, ".git"), "");
  return path;
}
