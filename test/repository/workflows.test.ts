import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { lintWorkflows } from "../../scripts/lint-workflows.mjs";
import { findWorkflowTools, type WorkflowTools } from "../../scripts/workflow-tools.mjs";
import { parseWorkflow, runSteps, usesSteps } from "../support/workflow.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const workflows = readdirSync(`${root}.github/workflows`);
const read = (path: string): string => readFileSync(`${root}${path}`, "utf8");
const readWorkflow = (name: string): string => read(`.github/workflows/${name}`);

const tools = await findWorkflowTools();

describe.skipIf(tools === undefined)("actionlint and zizmor", () => {
  const lint = (folder?: string) => lintWorkflows(tools as WorkflowTools, folder);

  it("find nothing", async () => {
    expect(await lint()).toBe("");
  });

  const temporary: string[] = [];
  afterAll(() => {
    for (const folder of temporary) rmSync(folder, { recursive: true, force: true });
  });

  /** A repository with our workflows, of which ci.yml is edited. */
  function edited(from: string | RegExp, to: string): string {
    const folder = mkdtempSync(join(tmpdir(), "skew-contract-workflows-"));
    temporary.push(folder);
    mkdirSync(join(folder, ".github"));
    cpSync(`${root}.github/workflows`, join(folder, ".github/workflows"), { recursive: true });
    const text = readWorkflow("ci.yml");
    const changed = text.replace(from, () => to);
    expect(changed).not.toBe(text);
    writeFileSync(join(folder, ".github/workflows/ci.yml"), changed);
    return folder;
  }

  it.each<[string, string, string | RegExp, string]>([
    ["an action that is not pinned", "unpinned-uses", /@[0-9a-f]{40} # v/, "@v"],
    [
      "a title that a script would run",
      "template-injection",
      "run: npm test",
      // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub's
      'run: npm test -- "${{ github.event.pull_request.title }}"',
    ],
    ["credentials in the checkout", "artipacked", "persist-credentials: false", "clean: true"],
    ["rights for all jobs", "excessive-permissions", "permissions: {}", "permissions: write-all"],
    ["a job that does not exist", "needs job", "needs: [test,", "needs: [tests,"],
    ["a mistake in a script", "SC2086", '[ -s "$SARIF" ]', "[ -s $SARIF ]"],
  ])("find %s", async (_, finding, from, to) => {
    expect(await lint(edited(from, to))).toContain(finding);
  });
});

describe.each(workflows)("%s", (name) => {
  const text = readWorkflow(name);
  const workflow = parseWorkflow(text);
  const jobs = Object.entries(workflow.jobs);

  it("pins what others wrote by commit, and says which version that is", () => {
    const lines = text.split("\n").filter((line) => /^[\s-]*uses:/.test(line));
    const pinned = /uses: (\.\/|[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$)/;
    expect(lines.filter((line) => !pinned.test(line))).toEqual([]);
    // No other notation, such as a flow mapping, hides one.
    const steps = jobs.flatMap(([job]) => usesSteps(text, job));
    expect(steps).toHaveLength(lines.length);
    expect(jobs.filter(([, job]) => job.uses !== undefined)).toEqual([]);
  });

  it("gives rights to jobs only, and to each those that it names", () => {
    expect(workflow.permissions).toEqual({});
    expect(jobs.filter(([, job]) => job.permissions === undefined)).toEqual([]);
  });

  it("leaves no credentials in a checkout", () => {
    const checkouts = jobs
      .flatMap(([job]) => usesSteps(text, job))
      .filter(({ uses }) => uses.startsWith("actions/checkout@"));
    expect(checkouts).not.toEqual([]);
    for (const step of checkouts) expect(step.with).toMatchObject({ "persist-credentials": false });
  });

  it("bounds its time and its number", () => {
    expect(workflow.concurrency).toHaveProperty("group");
    expect(jobs.filter(([, job]) => !(Number(job["timeout-minutes"]) <= 30))).toEqual([]);
  });

  it("has no expression in a script", () => {
    const runs = jobs.flatMap(([job]) => runSteps(text, job)).map(({ run }) => run);
    expect(runs.filter((run) => run.includes("${{"))).toEqual([]);
  });
});

it("one commit stands for one version of an action in all workflows", () => {
  const pins = workflows.flatMap((name) => [
    ...readWorkflow(name).matchAll(/uses: ([\w-]+\/[\w-]+)\S*@(\S+ # \S+)/g),
  ]);
  const byAction = new Map<string, Set<string>>();
  for (const [, action = "", pin = ""] of pins) {
    byAction.set(action, (byAction.get(action) ?? new Set()).add(pin));
  }
  expect(byAction.size).toBeGreaterThan(3);
  for (const [action, found] of byAction)
    expect([action, [...found]]).toHaveProperty("1.length", 1);
});

it("only the release may write to the repository or ask for an identity", () => {
  const strong = workflows.flatMap((name) =>
    Object.entries(parseWorkflow(readWorkflow(name)).jobs).flatMap(([job, { permissions = {} }]) =>
      Object.entries(permissions)
        .filter(([, right]) => right === "write")
        .map(([scope]) => `${name} ${job} ${scope}`),
    ),
  );
  expect(strong.sort()).toEqual([
    "ci.yml action security-events",
    "codeql.yml analyze security-events",
    "release.yml publish id-token",
    "release.yml release contents",
  ]);
});

it("no workflow reads a secret", () => {
  for (const name of workflows) expect(readWorkflow(name)).not.toMatch(/\bsecrets\b/);
});

it("the check for branch protection needs all other jobs of CI", () => {
  const { jobs } = parse(readWorkflow("ci.yml"));
  const others = Object.keys(jobs).filter((job) => job !== "passed");
  expect(jobs.passed.needs).toEqual(others);
  const [step] = runSteps(readWorkflow("ci.yml"), "passed");
  expect(step?.run).toContain(`"${others.map(() => "success").join(" ")}"`);
});

it("CI judges both fixtures with the action of the commit, with inputs that it knows", () => {
  const own = usesSteps(readWorkflow("ci.yml"), "action").filter(({ uses }) => uses === "./");
  const folders = own.map((step) => `${step.with?.contract}`.split("/").at(-2));
  expect(folders).toEqual(["by-city", "by-country"]);
  const inputs = Object.keys(parse(read("action.yml")).inputs);
  for (const step of own)
    expect(inputs).toEqual(expect.arrayContaining(Object.keys(step.with ?? {})));
});

describe("action.yml", () => {
  const action = parse(read("action.yml"));
  const described = ["inputs", "outputs"].flatMap((kind) =>
    Object.entries<{ description?: string } | null>(action[kind]).map(
      ([name, value]): [string, string | undefined] => [`${kind}.${name}`, value?.description],
    ),
  );

  it.each(described)("describes %s", (_, description) => {
    expect(description).toMatch(/^\S.{10,}[.]$/);
  });
});

it("Dependabot updates npm packages and actions weekly, in groups, some days after a release", () => {
  const { version, updates } = parse(read(".github/dependabot.yml"));
  expect(version).toBe(2);
  const ecosystems = updates.map((update: Record<string, unknown>) => update["package-ecosystem"]);
  expect(ecosystems).toEqual(["npm", "github-actions"]);
  for (const update of updates) {
    expect(update).toMatchObject({ directory: "/", schedule: { interval: "weekly" } });
    expect(update.cooldown["default-days"]).toBeGreaterThanOrEqual(7);
    expect(Object.values(update.groups)).toEqual([{ patterns: ["*"] }]);
  }
});
