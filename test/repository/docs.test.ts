import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { parseContract } from "#core/contract/parse.ts";
import { cli, folder } from "../e2e/cli.ts";
import { anchorsIn, linksIn } from "../support/markdown-links.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const pages = [
  "README.md",
  "CONTRIBUTING.md",
  "ARCHITECTURE.md",
  ...readdirSync(`${root}docs`).map((name) => `docs/${name}`),
].filter((page) => page.endsWith(".md"));

const read = (page: string) => readFileSync(`${root}${page}`, "utf8");

const contractsIn = (page: string) =>
  blocks(page, "yaml").filter((block) => block.includes("version: 1"));

/** The fenced blocks of one language. */
function blocks(page: string, language: string): string[] {
  return [...read(page).matchAll(/```(\w+)\n([\s\S]*?)```/g)]
    .filter(([, found]) => found === language)
    .map(([, , block]) => block as string);
}

it("the contracts of the pages are valid", () => {
  const contracts = pages.flatMap(contractsIn);
  expect(contracts.length).toBeGreaterThan(3);
  for (const block of contracts) expect(parseContract(block).topics, block).not.toEqual([]);
});

describe.each(pages)("%s", (page) => {
  it("links only to files and headings that exist", () => {
    expect(linksIn(read(page)).filter((target) => !isThere(page, target))).toEqual([]);
  });
});

describe("a link", () => {
  it.each([
    ["docs/nope.md", false],
    ["docs/nope.md#x", false],
    ["docs/keys.md#no-such-heading", false],
    ["#no-such-heading", false],
    ["src/core/judge.ts#L1", false],
    ["#try-it", true],
    ["docs/recipes.md#gitlab-ci", true],
    ["docs", true],
    ["https://example.com/nope#x", true],
  ])("to %s is there: %s", (target, isFound) => {
    expect(isThere("README.md", target)).toBe(isFound);
  });

  it("is found with and without a title, in brackets and by reference, but not in code", () => {
    const text =
      '[a](a.md) ![b](b.png "B") [c](<c d.md#e>) [f]\n\n[f]: f.md#g\n\n`[h](h.md)`\n```\n[i](i.md)\n```\n';
    expect(linksIn(text)).toEqual(["a.md", "b.png", "c d.md#e", "f.md#g"]);
  });

  it("leads to a heading by GitHub's rules", () => {
    const text =
      '# A `b_c` & *d*!\n\n## [x y](z.md)\n\n## x y\n\nX Y\n===\n\n```\n# code\n```\n\n<a id="own"></a>\n';
    expect([...anchorsIn(text)]).toEqual(["a-b_c--d", "x-y", "x-y-1", "x-y-2", "own"]);
  });
});

describe("the commands of", () => {
  const keys = Array.from({ length: 2000 }, (_, i) => `user-${i}\n`).join("");
  const times = Array.from({ length: 2000 }, (_, i) => `user-${i},${1795827600 + i}\n`).join("");
  const contract =
    "version: 1\ntopics:\n  t: {partitions: 12, max_partition_share: 0.2, keys: build/keys.txt}\n";

  it.each(["docs/reports.md", "docs/baseline.md", "docs/samples.md"])("%s run", async (page) => {
    const cwd = folder({
      "skew_contract.yml": contract,
      "build/keys.txt": keys,
      "build/earlier-keys.txt": keys,
      "build/records.csv": `key,ts\n${times}`,
    });
    const commands = blocks(page, "sh").flatMap((block) => block.trim().split("\n"));
    expect(commands).not.toEqual([]);
    for (const command of commands) {
      const [, ...args] = command.split(" ");
      expect(await cli(args, { cwd })).toMatchObject({ code: 0, stderr: "" });
    }
  });
});

it("docs/troubleshooting.md quotes errors as they are", () => {
  const page = readFileSync(`${root}docs/troubleshooting.md`, "utf8");
  const sources = readdirSync(`${root}src`, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts") && !path.startsWith("generated"))
    .map((path) => readFileSync(`${root}src/${path}`, "utf8"))
    .join("\n");
  const quoted = [...page.matchAll(/^### `(.+)`$/gm)].map(([, text = ""]) => text);
  expect(quoted.length).toBeGreaterThan(15);
  // An ellipsis is what differs from case to case.
  const parts = quoted.flatMap((text) => text.split("…")).map((part) => part.trim());
  for (const part of parts) expect(sources).toContain(part);
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
  const shown = lines.filter((line) => line.trim() !== "" && line.trim() !== "…");
  expect(shown.length).toBeGreaterThan(5);
  for (const line of shown) expect(stdout).toContain(line);
});

/** Whether a link of a page leads somewhere; links to other sites are taken as they are. */
function isThere(page: string, target: string): boolean {
  if (/^[a-z][a-z+.-]*:/i.test(target)) return true;
  const [path = "", anchor] = target.split("#");
  const file =
    path === "" ? `${root}${page}` : fileURLToPath(new URL(path, `file://${root}${page}`));
  if (!existsSync(file)) return false;
  if (anchor === undefined) return true;
  return file.endsWith(".md") && anchorsIn(readFileSync(file, "utf8")).has(anchor);
}
