import { spawnSync } from "node:child_process";
import { chmodSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { folder, manyKeys } from "../e2e/cli.ts";
import { hasNode24, runAction } from "../support/action.ts";

interface Step {
  readonly id?: string;
  readonly run?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, string>>;
}

interface Workflow {
  readonly permissions: object;
  readonly jobs: Readonly<Record<string, { permissions: object; steps: readonly Step[] }>>;
}

const read = (path: string) =>
  readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), "utf8");
const page = read("docs/github-action.md");
const action = parse(read("action.yml")) as { inputs: object; outputs: object };
const workflows = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(
  ([, text = ""]) => parse(text) as Workflow,
);
const stepsOf = ({ jobs }: Workflow) => Object.values(jobs).flatMap(({ steps }) => steps);
const isOurs = ({ uses = "" }: Step) => uses.startsWith("skew-contract/");

describe("docs/github-action.md", () => {
  it("tells every input and output of action.yml, and no other", () => {
    const named = [...page.matchAll(/^\| `([^|]*)` +\|/gm)].flatMap(([, names = ""]) =>
      names.split("`, `"),
    );
    const real = [...Object.keys(action.inputs), ...Object.keys(action.outputs)];
    expect(named.sort()).toEqual(real.sort());
  });

  it("gives least rights, and no credentials to later steps", () => {
    expect(workflows.length).toBeGreaterThan(4);
    for (const workflow of workflows) {
      expect(workflow.permissions).toEqual({});
      for (const { permissions } of Object.values(workflow.jobs)) {
        expect(permissions).toMatchObject({ contents: "read" });
      }
      const checkouts = stepsOf(workflow).filter(({ uses = "" }) =>
        uses.startsWith("actions/checkout"),
      );
      expect(checkouts.map((step) => step.with)).toEqual([{ "persist-credentials": false }]);
      expect(stepsOf(workflow).some(isOurs)).toBe(true);
    }
  });

  it.each([
    ["no run yet", 'echo ""', ""],
    ["no report in it", 'case "$1" in run) test "$2" = list && echo 7;; esac', ""],
    ["a report", "echo 7", "path=baseline/skew_report.json\n"],
  ])("compares with the default branch's report where there is one: %s", (_, gh, output) => {
    const [{ run = "" } = {}] = workflows.flatMap(stepsOf).filter(({ id }) => id === "base");
    const cwd = folder({ "bin/gh": `#!/bin/sh\n${gh}\n`, output: "" });
    chmodSync(join(cwd, "bin/gh"), 0o755);
    const env = { PATH: `${cwd}/bin:${process.env.PATH}`, GITHUB_OUTPUT: join(cwd, "output") };
    expect(spawnSync("bash", ["-e", "-c", run], { cwd, env }).status).toBe(0);
    expect(readFileSync(join(cwd, "output"), "utf8")).toBe(output);
  });

  it.skipIf(!hasNode24).each(workflows.flatMap(stepsOf).filter(isOurs))(
    "has a step that runs: %j",
    async ({ with: inputs = {} }) => {
      const contract = "version: 1\ntopics:\n  t: {partitions: 4, max_gini: 0.3, keys: k.txt}\n";
      const files = { "skew_contract.yml": contract, "k.txt": manyKeys(500) };
      const cwd = folder({
        ...files,
        ...Object.fromEntries(
          Object.entries(files).map(([name, text]) => [`services/orders/${name}`, text]),
        ),
      });
      const filled = Object.entries(inputs).map(([name, value]) => {
        const text = value.replace(/\$\{\{ matrix\.service \}\}/, "orders");
        return [name, text.includes("${{") ? "" : text];
      });
      const run = await runAction({
        cwd,
        inputs: { comment: "never", ...Object.fromEntries(filled), baseline: "" },
        event: { name: "push", payload: {} },
      });
      const needsBaseline = inputs["fail-on"] === "new";
      expect([run.code, run.log]).toEqual(
        needsBaseline ? [2, expect.stringContaining("needs a baseline")] : [0, expect.anything()],
      );
    },
  );
});
