import { execFile, execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { findTypos } from "../../scripts/workflow-tools.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Words that are not how people in this field write, and what they write. */
const words: readonly (readonly [RegExp, string])[] = [
  [/\banew\b/i, "again; make … anew: recreate"],
  // `mended` is a field of the JSON report.
  [/\bmend(s|ing)?\b|\bmended\b(?!["':])/i, "fix"],
  [/\b(is|are|was) told\b/i, "is reported, is recognized"],
  [/\btells? of\b/i, "reports, mentions"],
  [/(?<!\bthere )\b(is|are) no (?!longer\b|\w+ than\b)\w/i, "is not a"],
  [/\blies? (in|on|at|beside|below|above)\b/i, "is in"],
  [/(?<!\bleaves? )\b(?!leaves?\b|stands?\b|let\b)\w+ alone\b/i, "only"],
  [/\bjust so\b/i, "the same"],
  [/\bby itself\b/i, "on its own"],
  [/\bmust needs\b|\bfor want of\b|\bof late\b|\bhence\b/i, "plain words"],
  [/\b(will|would) do\b(?! \w)/i, "works, is enough"],
  [/\bbelongs? into\b/i, "belongs in"],
  [/\bwhat is said\b|\bis said twice\b/i, "what is specified"],
  [/\bmost for one\b/i, "largest … for one"],
  [/\b(today's|all|these) keys hold\b/i, "satisfy"],
  [/\bthe luck of\b|\bborne? out\b|\bbears? (it|them) out\b/i, "chance; confirmed"],
  [/\b(find|finds|found) out\b/i, "determine"],
  [/\bheld (against|beside)\b/i, "compared with, checked against"],
  [/\bnothing but\b/i, "only"],
  [/\bbut for\b/i, "except for"],
  [/\ball the same\b/i, "anyway"],
  [/\bwho(so)?ever\b/i, "anyone who"],
  [/\bpeople's data\b/i, "personal data"],
  [/\bexclude each other\b/i, "cannot be used together"],
  [/\bis there (already|no more)\b/i, "already exists, no longer exists"],
  [/\bnot to be had\b/i, "not available"],
  [/\bthe Python tool\b/i, "the original analyzer, the original recommender"],
  [/\bstands? (for|in|at|below|under|before|twice)\b/i, "represents, is in"],
  [/\bthis very\b|\bthe very (?!first|last|end)\w/i, "exactly this"],
  [/\bone a (line|topic|key|partition|file)\b/i, "one per …"],
  [/\bgiven? on (later|what)\b|\bgives? on\b/i, "pass on"],
  [/\b(is|are|be) no use\b/i, "does not help"],
  [/\bby way of\b|\bworth while\b|\bnow and then\b|\blest\b/i, "plain words"],
  [/\bsomebody\b/i, "the user, someone"],
  [/\b(brings?|bringing|brought|put) together\b/i, "collect, combine"],
  [/\bto be called\b/i, "call this"],
  [/\bthan (was|it|they) (said|says?)\b/i, "than its header says, too long"],
];

const files = execFileSync("git", ["ls-files"], { cwd: root, encoding: "utf8" })
  .split("\n")
  .filter((file) => /\.(md|ts|tsx|mjs|json|ya?ml)$/.test(file))
  .filter((file) =>
    /^(src|docs|scripts|kernel|bench|schemas|\.github)\/|^[^/]+\.(md|yml|mjs)$/.test(file),
  )
  .filter((file) => !/^scripts\/vectors\//.test(file));

/** `line: word → better` for each that is found. */
function findWords(text: string): string[] {
  return text.split("\n").flatMap((line, index) =>
    words.flatMap(([pattern, better]) => {
      const word = pattern.exec(line)?.[0];
      return word === undefined ? [] : [`${index + 1}: ${word} → ${better}`];
    }),
  );
}

describe("words that are not the field's", () => {
  it.each([
    ["so that equal keys are told", "are told"],
    ["Make it anew with --hashes", "anew"],
    ["whose default export is no function", "is no f"],
    ["skew that lies in the keys", "lies in"],
    ["a page on this machine alone", "machine alone"],
    ["Mend the key", "Mend"],
    ["proposes one that today's keys hold", "today's keys hold"],
    ["2 it could not be found out.", "found out"],
    ["--keys and --simulation exclude each other", "exclude each other"],
    ["because they can be people's data", "people's data"],
  ])("are found: %s", (text, word) => {
    expect(findWords(`first line\n${text}`)).toEqual([expect.stringContaining(`2: ${word} →`)]);
  });

  it("are not found in plain English", () => {
    expect(findWords("There is no key; it is no worse than before, and is no longer hot.")).toEqual(
      [],
    );
    expect(findWords("Leave alone what you did not create.")).toEqual([]);
  });

  it("are in no file", () => {
    expect(files).toContain("ARCHITECTURE.md");
    const found = files.flatMap((file) =>
      findWords(readFileSync(`${root}${file}`, "utf8")).map((one) => `${file}:${one}`),
    );
    expect(found).toEqual([]);
  });
});

const typos = await findTypos();

describe.skipIf(typos === undefined)("spelling", () => {
  const check = (path: string) =>
    promisify(execFile)(typos as string, ["--format", "brief", "--config", "_typos.toml", path], {
      cwd: root,
    });

  it("is right in all files", async () => {
    expect(await check(".")).toMatchObject({ stdout: "" });
  });

  it("is checked: a file of misspelt words fails", async () => {
    const misspelt = check("test/core/contract/problems.test.ts");
    await expect(misspelt).rejects.toMatchObject({ stdout: expect.stringContaining("partitons") });
  });
});
