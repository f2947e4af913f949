import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { runSteps } from "../support/workflow.ts";

/* The workflows' scripts as the runner runs them, with programs in place of gh and npm. */

const root = fileURLToPath(new URL("../../", import.meta.url));
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "skew-contract-steps-"));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
    if (name.startsWith("bin/")) chmodSync(join(folder, name), 0o755);
  }
  return folder;
}

function run(cwd: string, command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const PATH = `${join(cwd, "bin")}${delimiter}${process.env.PATH}`;
  const options = { cwd, encoding: "utf8", env: { ...process.env, PATH, ...env } } as const;
  const { status, stdout, stderr } = spawnSync(command, args, options);
  return { code: status, stdout, stderr };
}

/** Runs a step by its name, or by the start of its script. */
function runStep(workflow: string, job: string, step: string, cwd: string, env = {}) {
  const text = readFileSync(`${root}.github/workflows/${workflow}`, "utf8");
  const found = runSteps(text, job).find(({ name, run }) => (name ?? run).startsWith(step));
  if (found === undefined) throw new Error(`${workflow} ${job} has no step ${step}`);
  const isBash = found.shell === "bash" || /^defaults:\n {2}run:\n {4}shell: bash/m.test(text);
  const flags = isBash ? ["--noprofile", "--norc", "-eo", "pipefail", "-c"] : ["-e", "-c"];
  return run(cwd, "bash", [...flags, found.run], env);
}

describe.skipIf(process.platform !== "linux")("the release", () => {
  /** Answers as the API does where these tags are, and writes down what it is asked to change. */
  const gh = (tags: readonly string[]): string => `#!/bin/sh
case "$*" in
  *matching-refs/tags/v1.*) ${tags.length === 0 ? "exit 1" : `printf 'refs/tags/%s\\n' ${tags.join(" ")}`} ;;
  *git/ref/tags/v1\\ *) ${tags.includes("v1") ? "" : "exit 1"} ;;
  *commits/v1.*) echo 0123abc ;;
  *--method*) echo "$*" >> changes ;;
  *) exit 2 ;;
esac
`;
  const moved =
    "api --method PATCH repos/o/r/git/refs/tags/v1 -f sha=0123abc -F force=true --silent\n";
  const made = "api --method POST repos/o/r/git/refs -f ref=refs/tags/v1 -f sha=0123abc --silent\n";

  it.each<[string, string, string[], string]>([
    ["moves the major tag to the newest", "v1.10.0", ["v1", "v1.9.1", "v1.10.0"], moved],
    ["makes it for the first", "v1.0.0", ["v1.0.0"], made],
    ["leaves it alone for an older one", "v1.9.2", ["v1", "v1.9.2", "v1.10.0"], ""],
    ["passes over release candidates", "v1.9.2", ["v1", "v1.9.2", "v1.10.0-rc.1"], moved],
  ])("%s", (_, tag, tags, changes) => {
    const cwd = folderWith({ "bin/gh": gh(tags), changes: "" });
    const env = { GITHUB_REF_NAME: tag, GITHUB_REPOSITORY: "o/r" };
    const result = runStep("release.yml", "release", "Move the major tag", cwd, env);
    expect(result).toMatchObject({ code: 0 });
    expect(readFileSync(join(cwd, "changes"), "utf8")).toBe(changes);
  });

  it("fails where it cannot learn which is the newest", () => {
    const cwd = folderWith({ "bin/gh": gh([]) });
    const env = { GITHUB_REF_NAME: "v1.0.0", GITHUB_REPOSITORY: "o/r" };
    expect(runStep("release.yml", "release", "Move the major tag", cwd, env).code).toBe(1);
  });

  it.each([
    ["10.9.3", 1],
    ["11.5.0", 1],
    ["11.5.1", 0],
    ["11.16.0", 0],
    ["12.0.0", 0],
  ])("by npm %s exits with %i", (version, code) => {
    const cwd = folderWith({ "bin/npm": `#!/bin/sh\necho ${version}\n` });
    expect(runStep("release.yml", "publish", "npm knows", cwd)).toMatchObject({ code });
  });
});

describe.skipIf(process.platform !== "linux")("CI", () => {
  it.each<[string, Record<string, string>, number]>([
    ["takes dist that is as committed", {}, 0],
    ["finds a changed file in dist", { "dist/a.js": "changed" }, 1],
    ["finds a new file in dist", { "dist/b/c.js": "new" }, 1],
    ["does not mind other files", { "src/a.ts": "new" }, 0],
  ])("%s", (_, changes, code) => {
    const cwd = folderWith({ "dist/a.js": "a" });
    const git = (...args: string[]) =>
      run(cwd, "git", ["-c", "user.name=t", "-c", "user.email=t@localhost", ...args]);
    git("init", "-q");
    git("add", ".");
    expect(git("commit", "-q", "-m", "Test")).toMatchObject({ code: 0 });
    for (const [name, text] of Object.entries(changes)) {
      mkdirSync(dirname(join(cwd, name)), { recursive: true });
      writeFileSync(join(cwd, name), text);
    }
    expect(runStep("ci.yml", "dist", "Compare", cwd)).toMatchObject({ code });
  });

  it.each([
    ["success pass", "failure fail", "out.sarif", 0],
    ["success warn", "failure fail", "out.sarif", 1],
    ["success pass", "success pass", "out.sarif", 1],
    ["success pass", "failure ", "out.sarif", 1],
    ["success pass", "failure fail", "empty.sarif", 1],
    ["success pass", "failure fail", "", 1],
  ])("of the action's %s, %s and SARIF %j exits with %i", (HOLDS, BREAKS, SARIF, code) => {
    const cwd = folderWith({ "out.sarif": "{}", "empty.sarif": "" });
    const env = { HOLDS, BREAKS, SARIF };
    expect(runStep("ci.yml", "action", "The first passed", cwd, env)).toMatchObject({ code });
  });
});

describe("release notes", () => {
  const changelog =
    "# Changelog\n\n## Unreleased\n\n- c\n\n## 1.2.3 (2026-01-02)\n\n- b\n\n## 1.2.2\n";
  const notes = (tag: string, version: string) => {
    const cwd = folderWith({
      "CHANGELOG.md": changelog,
      "package.json": JSON.stringify({ version }),
    });
    return run(cwd, process.execPath, [`${root}scripts/release-notes.mjs`, tag]);
  };

  it("are the version's section of the changelog", () => {
    expect(notes("v1.2.3", "1.2.3")).toEqual({ code: 0, stdout: "- b\n", stderr: "" });
  });

  it.each([
    ["a tag of another version", "v1.2.4", "1.2.3", "package.json's version is 1.2.3"],
    ["a tag without v", "1.2.3", "1.2.3", "package.json's version is 1.2.3"],
    ["a version that it does not name", "v1.2", "1.2", 'no section "## 1.2"'],
    ["a section that is empty", "v1.2.2", "1.2.2", 'no section "## 1.2.2"'],
  ])("are refused for %s", (_, tag, version, message) => {
    expect(notes(tag, version)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(message),
    });
  });
});
