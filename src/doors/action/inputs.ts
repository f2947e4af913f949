import { getBooleanInput, getInput, getMultilineInput } from "@actions/core";
import { type FailOn, failOnModes } from "#core/contract/contract.ts";
import { unknownName } from "#core/errors/messages.ts";
import { UserError } from "#core/errors/user-error.ts";
import { type ShowKeys, showKeysModes } from "#core/reports/key-display.ts";
import { choice } from "#core/values/choice.ts";
import { readValue } from "#core/values/value.ts";

const names = [
  "contract",
  "keys",
  "topics",
  "mode",
  "flags",
  "fail-on",
  "baseline",
  "comment",
  "comment-key",
  "summary",
  "annotations",
  "sarif-file",
  "report-file",
  "html-file",
  "show-keys",
  "category",
  "working-directory",
  "token",
  "matrix",
] as const;
type InputName = (typeof names)[number];

const commentModes = ["always", "on-failure", "never"] as const;
export type CommentMode = (typeof commentModes)[number];

const modes = ["check", "audit", "analyze", "recommend"] as const;
type Mode = Exclude<(typeof modes)[number], "recommend">;

/** The validated inputs of action.yml. Undefined if an input is empty. */
export interface Inputs {
  /** Files, globs and folders. */
  readonly contracts: readonly string[] | undefined;
  readonly keys: readonly string[] | undefined;
  readonly topics: readonly string[] | undefined;
  readonly mode: Mode;
  /** Command-line flags for the modes audit and analyze, one per line. */
  readonly flags: readonly string[] | undefined;
  readonly failOn: FailOn | undefined;
  /** A path, or `base`. */
  readonly baseline: string | undefined;
  readonly comment: CommentMode;
  readonly commentKey: string;
  readonly summary: boolean;
  readonly annotations: boolean;
  readonly sarifFile: string | undefined;
  readonly reportFile: string | undefined;
  readonly htmlFile: string | undefined;
  readonly showKeys: ShowKeys;
  readonly category: string | undefined;
  readonly workingDirectory: string;
  readonly token: string;
  /** The job's matrix as JSON; empty if the runner does not provide one. */
  readonly matrix: string;
}

/** @throws UserError for inputs that are unknown, invalid or contradict each other */
export function readInputs(env: NodeJS.ProcessEnv): Inputs {
  refuseUnknown(env);
  const inputs: Inputs = {
    contracts: lines("contract"),
    keys: lines("keys"),
    topics: lines("topics"),
    mode: parseMode(),
    flags: lines("flags"),
    failOn: optional("fail-on", failOnModes),
    baseline: text("baseline"),
    comment: oneOf("comment", commentModes, "on-failure"),
    commentKey: getInput("comment-key"),
    summary: booleanInput("summary"),
    annotations: booleanInput("annotations"),
    sarifFile: text("sarif-file"),
    reportFile: text("report-file"),
    htmlFile: text("html-file"),
    showKeys: oneOf("show-keys", showKeysModes, "hash"),
    category: text("category"),
    workingDirectory: text("working-directory") ?? ".",
    token: getInput("token"),
    matrix: getInput("matrix"),
  };
  refuseContradictions(inputs);
  return inputs;
}

/** The runner passes every name under `with`, known or not. */
function refuseUnknown(env: NodeJS.ProcessEnv): void {
  const known = new Set(names.map((name) => `INPUT_${name.toUpperCase()}`));
  const unknown = Object.keys(env).find((name) => name.startsWith("INPUT_") && !known.has(name));
  if (unknown === undefined) return;
  throw unknownName("input", unknown.slice("INPUT_".length).toLowerCase(), names);
}

function parseMode(): Mode {
  const mode = oneOf("mode", modes, "check");
  if (mode !== "recommend") return mode;
  throw new UserError({
    what: "the action does not support mode recommend",
    where: "mode",
    next: "Run `npx skew-contract recommend` in a separate step, or leave out mode to judge sampled keys.",
  });
}

function refuseContradictions(inputs: Inputs): void {
  const { failOn, baseline, mode, flags } = inputs;
  if (failOn === "new" && baseline === undefined) {
    throw new UserError({
      what: "fail-on: new needs a baseline",
      where: "fail-on",
      next: "Set baseline to a file or to base, or leave out fail-on.",
    });
  }
  if (mode === "check" && flags !== undefined) {
    throw new UserError({
      what: "flags can only be used with mode: audit or analyze",
      where: "flags",
      next: "Add the mode, or use the inputs for mode check.",
    });
  }
  if (mode === "analyze") refuseInputsOfCheck(inputs);
  if (mode === "audit") refuseInputsOfFiles(inputs);
}

/** An audit reads topics, and no base branch. */
function refuseInputsOfFiles({ keys, baseline }: Inputs): void {
  if (keys === undefined && baseline !== "base") return;
  throw new UserError({
    what:
      keys === undefined ? "mode: audit cannot use baseline: base" : "mode: audit reads no keys",
    where: keys === undefined ? "baseline" : "keys",
    next:
      keys === undefined
        ? "Name the JSON report of an earlier audit."
        : "Leave keys out, or leave out mode: audit.",
  });
}

function refuseInputsOfCheck({ contracts, failOn, baseline, sarifFile, category }: Inputs): void {
  if (contracts?.[1] !== undefined) {
    throw new UserError({
      what: "mode: analyze judges by one contract",
      where: "contract",
      next: "Name one file, or leave the input out.",
    });
  }
  const given = { "fail-on": failOn, baseline, "sarif-file": sarifFile, category };
  const name = Object.entries(given).find(([, value]) => value !== undefined)?.[0];
  if (name === undefined) return;
  throw new UserError({
    what: `${name} can only be used with mode: check`,
    where: name,
    next: "Leave it out, or leave out mode: analyze.",
  });
}

function text(name: InputName): string | undefined {
  const value = getInput(name);
  return value === "" ? undefined : value;
}

function lines(name: InputName): readonly string[] | undefined {
  const values = getMultilineInput(name);
  return values.length === 0 ? undefined : values;
}

function oneOf<Value extends string>(
  name: InputName,
  allowed: readonly Value[],
  fallback: Value,
): Value {
  return optional(name, allowed) ?? fallback;
}

function optional<Value extends string>(
  name: InputName,
  allowed: readonly Value[],
): Value | undefined {
  const value = text(name);
  return value === undefined ? undefined : readValue(choice(allowed), value, { name });
}

function booleanInput(name: InputName): boolean {
  if (text(name) === undefined) return true;
  try {
    return getBooleanInput(name);
  } catch {
    throw new UserError({
      what: `${name} is neither true nor false`,
      where: name,
      next: "Write true or false.",
    });
  }
}
