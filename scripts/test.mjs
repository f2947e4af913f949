// `npm test`: installs what the lockfile pins, builds, then runs every check and all tests.
// Works in a fresh clone and needs only Node and npm. Arguments are passed to vitest; `--coverage` also
// counts the lines that spawned programs run.
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run, tool } from "./steps.mjs";

const installed = "node_modules/.package-lock.json";
const args = process.argv.slice(2);
const hasCoverage = args.includes("--coverage");
const isWhole = args.every((arg) => arg === "--coverage");
const folder = mkdtempSync(join(tmpdir(), "skew-contract-tests-"));
/** Source maps of the bundles, and the coverage of spawned programs. */
const maps = join(folder, "maps");
const traces = join(folder, "traces");

function isInstalled() {
  if (!existsSync(installed)) return false;
  const wanted = JSON.parse(readFileSync("package-lock.json", "utf8")).packages;
  const present = JSON.parse(readFileSync(installed, "utf8")).packages;
  return Object.entries(wanted).every(
    ([path, { version, optional }]) =>
      path === "" || optional || present[path]?.version === version,
  );
}

const CHECKS = {
  types: ["tsc", "--noEmit"],
  "types of the page": ["tsc", "--noEmit", "-p", "src/doors/dashboard/page"],
  "lint and format": ["biome", "ci", "."],
  "arrows between modules": ["depcruise", "src"],
  "unused code": ["knip"],
};

/** All checks at once, beside the downloads. If only some tests run, they download what they need. */
async function runChecks() {
  const isQuiet = true;
  const downloads = isWhole
    ? run("downloads", process.execPath, ["scripts/downloads.mjs"], { isQuiet })
    : undefined;
  const checks = Object.entries(CHECKS).map(async ([title, [name, ...rest]]) => {
    return { title, ok: await tool(title, name, rest, { isQuiet }) };
  });
  await downloads;
  return Promise.all(checks);
}

/** Vitest's report. */
async function runTests(env) {
  const report = join(folder, "tests.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  await tool("tests", "vitest", ["run", ...reporters, ...args], { env });
  return existsSync(report)
    ? JSON.parse(readFileSync(report, "utf8"))
    : { numPassedTests: 0, numFailedTests: 1, success: false };
}

process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
if (!isInstalled() && !(await run("install", "npm", ["ci"]))) process.exit(1);
const build = ["scripts/build.mjs", ...(hasCoverage ? ["--maps", maps] : [])];
if (!(await run("build", process.execPath, build))) process.exit(1);
const results = await runChecks();
if (hasCoverage) {
  // Some tests run programs as another user.
  chmodSync(folder, 0o755);
  mkdirSync(traces);
  chmodSync(traces, 0o777);
}
const tests = await runTests(hasCoverage ? { COVERAGE_TRACES: traces } : {});
if (hasCoverage && existsSync("coverage/coverage-final.json")) {
  // Not loaded before the packages are installed.
  const { printCoverage } = await import("./coverage.mjs");
  printCoverage(maps, traces);
}

results.push({ title: "all test files", ok: tests.success });
const failed = results.filter(({ ok }) => !ok);
for (const { title } of failed) console.error(`failed: ${title}`);
// A file that fails before its first test counts as one failure, through `success`.
const checksFailed = failed.length - (tests.success || tests.numFailedTests === 0 ? 0 : 1);
const passed = tests.numPassedTests + results.length - failed.length;
console.log(`\n${passed} passed, ${tests.numFailedTests + checksFailed} failed`);
process.exitCode = failed.length === 0 ? 0 : 1;
