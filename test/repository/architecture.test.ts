import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

/* `npm test` runs dependency-cruiser on src. Here: that each of its rules can fail. */

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Rule, the file with the import, the import. */
const forbidden = [
  ["layer-core", "core/a1", 'import "../adapters/files.ts"'],
  ["layer-core", "core/a2", 'import type { A } from "../run/plan.ts"'],
  ["layer-core", "core/a3", 'import "../live/core/traffic/plan.ts"'],
  ["layer-live-core", "live/core/a1", 'import "#live/adapters/kafka.ts"'],
  ["layer-live-core", "live/core/a2", 'import "#adapters/files.ts"'],
  ["layer-adapters", "adapters/a1", 'import "#run/plan.ts"'],
  ["layer-adapters", "adapters/a2", 'import "#live/core/traffic/plan.ts"'],
  ["layer-run", "run/a1", 'import("#live/run/connect.ts")'],
  ["layer-run", "run/a2", 'import type { A } from "#doors/cli/main.ts"'],
  ["layer-live-adapters", "live/adapters/a1", 'import "#live/run/connect.ts"'],
  ["layer-live-run", "live/run/a1", 'import "#run/plan.ts"'],
  ["layer-live-run", "live/run/a2", 'import "#doors/cli/main.ts"'],
  ["core-without-node", "core/b1", 'import "node:fs"'],
  ["core-without-node", "live/core/b1", 'import { createHash } from "crypto"'],
  ["core-packages", "core/b2", 'import "fzstd"'],
  ["core-packages", "core/keys/b1", 'import { parse } from "yaml"'],
  ["core-packages-of-contract", "core/contract/yaml-source", 'import "fzstd"'],
  ["core-packages-of-text", "core/text/did-you-mean", 'import("yaml")'],
  ["partitioners-stand-alone", "core/partitioners/b1", 'import type { A } from "../keys/key.ts"'],
  ["partitioners-stand-alone", "core/partitioners/b2", 'import "fzstd"'],
  ["text-stands-alone", "core/text/b1", 'import "../keys/key.ts"'],
  ["text-stands-alone", "core/bytes", 'import type { A } from "./judge.ts"'],
  ["reports-only-render", "core/reports/b1", 'import "../measures/gini.ts"'],
  ["reports-only-render", "core/reports/b2", 'export { a } from "../judge.ts"'],
  ["only-doors-report", "core/rules/b1", 'import "../reports/text.ts"'],
  ["only-doors-report", "live/core/analysis/b1", 'import "#core/reports/text.ts"'],
  ["only-judge-suggests", "core/rules/b2", 'import type { A } from "../suggestions/a.ts"'],
  ["alerts-read-contracts", "core/alerts/b1", 'import type { A } from "../measures/gini.ts"'],
  ["alerts-read-contracts-as-types", "core/alerts/b2", 'import "../contract/contract.ts"'],
  ["adapters-do-not-judge", "adapters/b1", 'import type { A } from "#core/reports/text.ts"'],
  ["adapters-do-not-judge", "live/adapters/b1", 'import "#core/judge.ts"'],
  ["live-adapters-do-not-analyze", "live/adapters/b2", 'import "#live/core/analysis/b.ts"'],
  ["doors-know-no-other-door", "doors/action/b1", 'import type { A } from "#doors/cli/main.ts"'],
  ["doors-know-no-other-door", "doors/cli/b1", 'import("#doors/dashboard/server/routes.ts")'],
  ["doors-know-no-other-door", "doors/dashboard/server/b1", 'import "#doors/cli/main.ts"'],
  ["library-does-no-io", "doors/library/b2", 'import "#adapters/files.ts"'],
  ["gate-never-loads-live", "doors/cli/b2", 'import "#live/run/connect.ts"'],
  ["gate-never-loads-live", "doors/cli/b3", 'export { a } from "./live/index.ts"'],
  ["gate-never-loads-live", "doors/library/b1", 'import "#live/core/traffic/plan.ts"'],
  ["flags-without-a-client", "doors/cli/commands/analyze", 'import "#live/run/connect.ts"'],
  ["page-runs-in-a-browser", "doors/dashboard/page/b1", 'import "#adapters/files.ts"'],
  ["page-runs-in-a-browser", "doors/dashboard/page/b2", 'import type { A } from "node:fs"'],
  ["page-runs-in-a-browser", "doors/dashboard/page/b3", 'import "../server/routes.ts"'],
  ["page-runs-in-a-browser", "doors/dashboard/page/b4", 'import "yaml"'],
  ["page-is-served-as-files", "doors/dashboard/server/b2", 'import "../page/app.tsx"'],
  ["wire-has-types-only", "doors/dashboard/wire", 'import "#core/judge.ts"'],
  ["no-cycles", "core/keys/c1", 'import { a } from "./c2.ts"; export const a = 1'],
  ["no-cycles-of-types", "core/keys/c3", 'import type { A } from "./c4.ts"; export type A = 1'],
  ["resolvable", "core/b3", 'import "./nothing.ts"'],
] as const;

/** Allowed, though near to what is not. */
const allowed = [
  ["core/reports/d1", 'import type { A } from "../measures/gini.ts"'],
  ["core/alerts/d1", 'import type { A } from "../contract/contract.ts"'],
  ["live/core/analysis/reports/d1", 'import "#core/reports/text.ts"'],
  ["doors/cli/d1", 'import("./live/index.ts")'],
  ["doors/cli/live/dashboard", 'import "#doors/dashboard/server/routes.ts"'],
  ["doors/dashboard/page/d1", 'import "#core/judge.ts"; import type { A } from "../wire.ts"'],
  ["doors/dashboard/page/d2", 'import "preact/hooks"'],
  ["core/tally/spec", 'import type { A } from "../contract/d1.ts"; export type B = 1'],
  ["core/contract/d1", 'import type { B } from "../tally/spec.ts"; export type A = 1'],
] as const;

const targets = [
  "adapters/files.ts",
  "run/plan.ts",
  "live/core/traffic/plan.ts",
  "live/core/analysis/b.ts",
  "live/adapters/kafka.ts",
  "live/run/connect.ts",
  "doors/cli/main.ts",
  "doors/cli/live/index.ts",
  "doors/dashboard/server/routes.ts",
  "doors/dashboard/page/app.tsx",
  "core/judge.ts",
  "core/keys/key.ts",
  "core/measures/gini.ts",
  "core/reports/text.ts",
  "core/suggestions/a.ts",
  "core/contract/contract.ts",
];

interface Summary {
  readonly violations: readonly {
    readonly from: string;
    readonly rule: { readonly name: string };
  }[];
  readonly ruleSetUsed: {
    readonly forbidden: readonly { readonly name: string; readonly comment: string }[];
  };
}

describe("each rule of .dependency-cruiser.mjs", () => {
  const folder = mkdtempSync(join(tmpdir(), "skew-contract-arrows-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  let summary: Summary = { violations: [], ruleSetUsed: { forbidden: [] } };

  beforeAll(() => {
    write("package.json", JSON.stringify({ imports: { "#*": "./src/*" } }));
    write("tsconfig.json", "{}");
    for (const name of ["fzstd", "yaml", "preact/hooks"]) {
      write(`node_modules/${name}/index.js`, "export {};");
      write(`node_modules/${name}/package.json`, JSON.stringify({ main: "index.js" }));
    }
    for (const file of targets) write(`src/${file}`, "export const a = 1; export type A = 1;\n");
    write("src/core/keys/c2.ts", 'import { a } from "./c1.ts"; export { a };');
    write("src/core/keys/c4.ts", 'import type { A } from "./c3.ts"; export type { A };');
    for (const [, from, code] of forbidden) write(`src/${from}.ts`, `${code};\n`);
    for (const [from, code] of allowed) write(`src/${from}.ts`, `${code};\n`);
    summary = cruise(folder);
  });

  function write(file: string, text: string): void {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }

  it.each(forbidden)("%s refuses in %s: %s", (rule, from) => {
    const { violations } = summary;
    expect(violations).toContainEqual(
      expect.objectContaining({
        rule: expect.objectContaining({ name: rule }),
        from: `src/${from}.ts`,
      }),
    );
  });

  it.each(allowed)("allows in %s: %s", (from) => {
    expect(summary.violations.filter((one) => one.from === `src/${from}.ts`)).toEqual([]);
  });

  it("is tried here, and says why it is there", () => {
    const rules = summary.ruleSetUsed.forbidden;
    expect([...new Set(forbidden.map(([rule]) => rule))].sort()).toEqual(
      rules.map(({ name }) => name).sort(),
    );
    for (const { comment } of rules) expect(comment).toMatch(/^.{20,}$/);
  });
});

function cruise(cwd: string): Summary {
  const program = join(root, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
  const args = ["src", "--config", join(root, ".dependency-cruiser.mjs"), "--output-type", "json"];
  const json = execFileSync(process.execPath, [program, ...args], { cwd, encoding: "utf8" });
  return JSON.parse(json).summary;
}

describe("Biome's rule for globals of Node", () => {
  const folder = mkdtempSync(join(tmpdir(), "skew-contract-globals-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const code = "export const a = [process.argv, Buffer.alloc(1), require('a'), __dirname];\n";

  function lint(path: string): string {
    const { vcs: _, ...rules } = JSON.parse(readFileSync(`${root}biome.json`, "utf8"));
    writeFileSync(join(folder, "biome.json"), JSON.stringify(rules));
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), code);
    const program = join(root, "node_modules/@biomejs/biome/bin/biome");
    const options = { cwd: folder, encoding: "utf8" } as const;
    return spawnSync(process.execPath, [program, "lint", path], options).stderr;
  }

  it.each(["src/core/keys/a.ts", "src/live/core/a.ts"])("refuses them in %s", (path) => {
    expect(lint(path).match(/lint\/style\/noRestrictedGlobals/g)).toHaveLength(4);
  });

  it("allows them in adapters", () => {
    expect(lint("src/adapters/a.ts")).not.toContain("noRestrictedGlobals");
  });
});
