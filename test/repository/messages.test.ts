import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { expect, it } from "vitest";
import { flagsIn } from "../support/shown-flags.ts";

const root = fileURLToPath(new URL("../../src/", import.meta.url));

/** Of programs, not for people: arguments of npm and of our own command, and CSS. */
const NO_MESSAGES = [
  "live/adapters/kafka/install-client.ts",
  "doors/action/analyze.ts",
  "doors/action/audit.ts",
  "core/reports/html/style.ts",
];
/** What the dashboard was started with is a command in its words, the action's lines of flags too. */
const isWords = (file: string) => /^doors\/[a-z]+\/words\.ts$/.test(file);

const files = readdirSync(root, { recursive: true, encoding: "utf8" })
  .map((file) => file.replaceAll("\\", "/"))
  .filter((file) => /\.tsx?$/.test(file) && !file.startsWith("generated/"));
const shared = files.filter((file) => !file.startsWith("doors/cli/") && !isWords(file));

/** All literal text of a source, a template with its values left out as one text. */
function textsOf(source: string): string[] {
  const texts: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isJsxText(node)) texts.push(node.text);
    if (ts.isTemplateExpression(node)) {
      texts.push(
        [node.head, ...node.templateSpans.map(({ literal }) => literal)]
          .map(({ text }) => text)
          .join("…"),
      );
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile("a.tsx", source, ts.ScriptTarget.Latest, false, ts.ScriptKind.TSX));
  return texts;
}

const flagsOf = (source: string) => textsOf(source).flatMap(flagsIn);

it("finds flags in every kind of text, but not in commands and comments", () => {
  expect(flagsOf('f("Give --one", `or \u0024{a} --two=3`);')).toEqual(["--one", "--two"]);
  expect(flagsOf("const a = <p>as with --three</p>;")).toEqual(["--three"]);
  expect(flagsOf("t`Check \u0024{a} or --four`; a--; // --five")).toEqual(["--four"]);
  expect(flagsOf('f("Make it with `skew-contract sample --hashes`, or --six")')).toEqual(["--six"]);
  expect(flagsOf("f(`Make it with \\`skew-contract sample --hashes \u0024{a}\\`.`)")).toEqual([]);
});

it("names flags at the command line only", () => {
  expect(shared.length).toBeGreaterThan(300);
  const found = shared
    .filter((file) => !NO_MESSAGES.includes(file))
    .map((file) => [file, flagsOf(readFileSync(`${root}${file}`, "utf8"))] as const)
    .filter(([, flags]) => flags.length > 0);
  expect(Object.fromEntries(found)).toEqual({});
});

it("leaves no file out that has no flags", () => {
  for (const file of NO_MESSAGES) {
    expect(flagsOf(readFileSync(`${root}${file}`, "utf8")), file).not.toEqual([]);
  }
});
