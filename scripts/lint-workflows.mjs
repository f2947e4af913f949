// Checks the workflows, action.yml and Dependabot's configuration with actionlint and zizmor.
// `node scripts/lint-workflows.mjs [--online]`: with --online, zizmor also queries GitHub, using
// GH_TOKEN.
import { execFile } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { findWorkflowTools } from "./workflow-tools.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));
const config = join(root, ".github/zizmor.yml");

/** The findings in a repository's folder; empty if there are none. */
export async function lintWorkflows(tools, folder = root, { online = false } = {}) {
  const workflows = readdirSync(join(folder, ".github/workflows"))
    .filter((name) => /\.ya?ml$/.test(name))
    .map((name) => `.github/workflows/${name}`);
  const others = [".github/dependabot.yml", "action.yml"];
  const present = others.filter((file) => existsSync(join(folder, file)));
  const actionlint = ["-no-color", "-oneline", "-shellcheck", tools.shellcheck, "-pyflakes="];
  const zizmor = ["--quiet", "--persona=pedantic", "--color=never", "--config", config];
  if (!online) zizmor.push("--offline");
  const findings = await Promise.all([
    ask(tools.actionlint, [...actionlint, ...workflows], folder, [0, 1]),
    ask(tools.zizmor, [...zizmor, ...workflows, ...present], folder, [0, 11, 12, 13, 14]),
  ]);
  return findings.join("");
}

/** What a program prints, or nothing if it exits with 0. Throws if it could not check the files. */
function ask(program, args, cwd, codes) {
  return new Promise((resolve, reject) => {
    execFile(program, args, { cwd, timeout: 60_000 }, (error, stdout, stderr) => {
      const code = error === null ? 0 : error.code;
      if (codes.includes(code)) resolve(code === 0 ? "" : stdout);
      else reject(new Error(`${program}: ${stdout}${stderr}`, { cause: error }));
    });
  });
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const tools = await findWorkflowTools();
  if (tools === undefined) throw new Error("no actionlint or zizmor");
  const findings = await lintWorkflows(tools, root, { online: process.argv[2] === "--online" });
  process.stdout.write(findings || "no findings\n");
  process.exitCode = findings === "" ? 0 : 1;
}
