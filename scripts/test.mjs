// `npm test`: installs what the lockfile pins, builds, then runs every check and all tests.
// Works in a fresh clone and needs only Node and npm. Arguments are passed to vitest.
import { existsSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run, tool } from "./steps.mjs";

const installed = "node_modules/.package-lock.json";

function isInstalled() {
  if (!existsSync(installed)) return false;
  const wanted = JSON.parse(readFileSync("package-lock.json", "utf8")).packages;
  const present = JSON.parse(readFileSync(installed, "utf8")).packages;
  return Object.entries(wanted).every(
    ([path, { version, optional }]) =>
      path === "" || optional || present[path]?.version === version,
  );
}

const results = [];
const check = (title, ok) => results.push({ title, ok });

if (!isInstalled() && !run("install", "npm", ["ci"])) process.exit(1);
if (!run("build", process.execPath, ["scripts/build.mjs"])) process.exit(1);
check("types", tool("types", "tsc", ["--noEmit"]));
check(
  "types of the page",
  tool("types of the page", "tsc", ["--noEmit", "-p", "src/doors/dashboard/page"]),
);
check("lint and format", tool("lint and format", "biome", ["ci", "."]));
check("arrows between modules", tool("arrows between modules", "depcruise", ["src"]));
check("unused code", tool("unused code", "knip", []));
// If only some tests run, they download what they need themselves.
if (process.argv.length === 2) run("downloads", process.execPath, ["scripts/downloads.mjs"]);
const report = join(tmpdir(), `skew-contract-tests-${process.pid}.json`);
const args = ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
tool("tests", "vitest", [...args, ...process.argv.slice(2)]);

const tests = existsSync(report)
  ? JSON.parse(readFileSync(report, "utf8"))
  : { numPassedTests: 0, numFailedTests: 1, success: false };
check("all test files", tests.success);
const failed = results.filter(({ ok }) => !ok);
for (const { title } of failed) console.error(`failed: ${title}`);
// A file that fails before its first test counts as one failure, through `success`.
const checksFailed = failed.length - (tests.success || tests.numFailedTests === 0 ? 0 : 1);
const passed = tests.numPassedTests + results.length - failed.length;
console.log(`\n${passed} passed, ${tests.numFailedTests + checksFailed} failed`);
process.exitCode = failed.length === 0 ? 0 : 1;
