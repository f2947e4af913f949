import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { cli, expectRefusal, folder, hasProgram, plainEnv } from "./cli.ts";

const run = promisify(execFile);
const TIMEOUT_MS = 120_000;

/** What is typed before the Tab key, and what the last word becomes. */
const unique: readonly [typed: string, word: string][] = [
  ["skew-contract val", "validate"],
  ["skew-contract check --max-g", "--max-gini"],
  ["skew-contract --max-g", "--max-gini"],
  ["skew-contract check --show-keys ha", "hash"],
  ["skew-contract check -k bui", "build.txt"],
  ["skew-contract init --partitions 4 bui", "build.txt"],
  ["skew-contract completion z", "zsh"],
  ["skew-contract schema rec", "recommendation"],
  ["skew-contract help inst", "install-client"],
];

async function place(shell: string): Promise<string> {
  const { stdout, stderr, code } = await cli(["completion", shell]);
  expect({ stderr, code }).toEqual({ stderr: "", code: 0 });
  return folder({ "build.txt": "", script: stdout });
}

async function shell(name: string, args: readonly string[], cwd: string): Promise<string> {
  const env = { ...plainEnv(), HOME: cwd, TERM: "dumb" };
  const { stdout } = await run(name, [...args], { cwd, env, timeout: TIMEOUT_MS });
  return stdout;
}

describe.concurrent("completion in bash", () => {
  async function complete(typed: string): Promise<string[]> {
    const words = typed.split(" ");
    const lines = `source ./script
      COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _skew_contract
      printf '%s\\n' "\${COMPREPLY[@]}"`;
    const cwd = await place("bash");
    return (await shell("bash", ["--norc", "-c", lines, "bash", ...words], cwd)).trim().split("\n");
  }

  it.each(unique)("%s → %s", async (typed, word) => {
    expect(await complete(typed)).toEqual([word]);
  });

  it("lists commands, the flags of the default one and nothing twice", async () => {
    const words = await complete("skew-contract ");
    expect(words).toEqual(
      expect.arrayContaining(["check", "completion", "--partitions", "--help"]),
    );
    expect(new Set(words).size).toBe(words.length);
    expect(await complete("skew-contract dashboard --")).not.toContain("--partitions");
  });

  it("knows values after =", async () => {
    expect(await complete("skew-contract check --show-keys = ha")).toEqual(["hash"]);
  });
});

describe.skipIf(!hasProgram("fish"))("completion in fish", { concurrent: true }, () => {
  it("of all that are typed", async () => {
    const cwd = await place("fish");
    const lines = unique.map(([typed]) => `complete -C "${typed}" | string join ,; echo .`);
    const found = await shell(
      "fish",
      ["--no-config", "-c", `source ./script; ${lines.join(";")}`],
      cwd,
    );
    const words = found
      .trim()
      .split("\n")
      .filter((line) => line !== ".");
    expect(words.map((line) => line.split("\t")[0])).toEqual(unique.map(([, word]) => word));
  });
});

/**
 * Types into a shell on a terminal of its own, and has it print its line after the Tab key. What is
 * waited for is typed in two parts: the terminal shows what is typed, too, and once or twice.
 */
const TYPIST = `zmodload zsh/zpty
zpty shell zsh -f -i
say() { zpty -w shell "$1" }
say 'PS1=; unsetopt zle_bracketed_paste 2>/dev/null; autoload -U compinit && compinit -u -D; source ./script'
say 'show() { print -r -- "LI""NE<$BUFFER>" }; zle -N show; bindkey "^X" show; print REA""DY'
await_text() { local all part; while zpty -r shell part; do all+=$part; [[ $all == *$~1* ]] && break; done; print -r -- $all }
await_text $'READY\\r' >/dev/null
for typed in "$@"; do
  zpty -w -n shell "$typed"$'\\t\\x18'
  await_text 'LINE<*>'
  zpty -w -n shell $'\\x15'
done
zpty -d shell`;

describe.skipIf(!hasProgram("zsh"))("completion in zsh", { concurrent: true }, () => {
  it("of all that are typed", async () => {
    const cwd = await place("zsh");
    const typed = unique.map(([text]) => text);
    const found = await shell("zsh", ["-f", "-c", TYPIST, "zsh", ...typed], cwd);
    const lines = [...found.matchAll(/LINE<(.*)>/g)].map(([, line = ""]) => line);
    const last = lines.map((line) => line.trim().split(" ").at(-1)?.replace(/=$/, ""));
    expect(last).toEqual(unique.map(([, word]) => word));
  });
});

it("an unknown shell is refused", async () => {
  expectRefusal(await cli(["completion", "zhs"]), /did you mean "zsh"\?/);
  expectRefusal(await cli(["completion"]), "completion needs <shell>");
});
