import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { parseContract } from "../src/contract/parse.ts";
import { cli, folder } from "./e2e/cli.ts";

const root = fileURLToPath(new URL("../", import.meta.url));
const pages = [
  "README.md",
  "CONTRIBUTING.md",
  "ARCHITECTURE.md",
  ...readdirSync(`${root}docs`).map((name) => `docs/${name}`),
].filter((page) => page.endsWith(".md"));

/** The fenced blocks of one language. */
function blocks(page: string, language: string): string[] {
  const text = readFileSync(`${root}${page}`, "utf8");
  return [...text.matchAll(/```(\w+)\n([\s\S]*?)```/g)]
    .filter(([, found]) => found === language)
    .map(([, , block]) => block as string);
}

describe.each(pages)("%s", (page) => {
  it("has only contracts that are valid", () => {
    for (const block of blocks(page, "yaml")) {
      if (block.includes("version: 1")) expect(parseContract(block).topics).not.toEqual([]);
    }
  });

  it("links only to files that exist", () => {
    const text = readFileSync(`${root}${page}`, "utf8");
    const folder = new URL(page, `file://${root}`);
    for (const [, target = ""] of text.matchAll(/\]\(([^)#]+)\)/g)) {
      if (!target.startsWith("http")) readOrList(fileURLToPath(new URL(target, folder)));
    }
  });
});

describe("the commands of", () => {
  const keys = Array.from({ length: 2000 }, (_, i) => `user-${i}\n`).join("");
  const contract =
    "version: 1\ntopics:\n  t: {partitions: 12, max_partition_share: 0.2, keys: build/keys.txt}\n";

  it.each(["docs/reports.md", "docs/baseline.md", "docs/samples.md"])("%s run", async (page) => {
    const cwd = folder({
      "skew_contract.yml": contract,
      "build/keys.txt": keys,
      "build/earlier-keys.txt": keys,
    });
    const commands = blocks(page, "sh").flatMap((block) => block.trim().split("\n"));
    for (const command of commands) {
      const [, ...args] = command.split(" ");
      expect(await cli(args, { cwd })).toMatchObject({ code: 0, stderr: "" });
    }
  });
});

it("the README's first command breaks, the second holds, without anything installed", () => {
  const commands = blocks("README.md", "sh").filter((block) =>
    block.startsWith("node dist/cli.js"),
  );
  const codes = commands.map((command) => {
    const [, ...args] = command.trim().split(" ");
    return spawnSync(process.execPath, args, { cwd: root }).status;
  });
  expect(codes).toEqual([1, 0]);
});

it("the README's report is what the first command prints", () => {
  const [report = ""] = blocks("README.md", "text");
  const [command = ""] = blocks("README.md", "sh");
  const [, ...args] = command.trim().split(" ");
  const { stdout } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
  const lines = report.split("\n").map((line) => line.trimEnd().replace(/ …$/, ""));
  for (const line of lines) if (line.trim() !== "…") expect(stdout).toContain(line);
});

function readOrList(path: string): void {
  try {
    readFileSync(path);
  } catch {
    readdirSync(path);
  }
}
