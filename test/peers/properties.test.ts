import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { expect, it } from "vitest";
import { UserError } from "#core/errors/user-error.ts";
import { parseProperties } from "#live/core/cluster/properties.ts";

/** Text of what is special in such files, and of anything. */
const document = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom("\\", "\n", "\r", "\r\n", " ", "\t", "\f", "\v") },
      { weight: 3, arbitrary: fc.constantFrom("=", ":", "#", "!", "\\\n", "\\u0041", "\\u00e9") },
      { weight: 4, arbitrary: fc.constantFrom("a", "b", "u", "n", "\\t", "\\u12", "é", "\u0000") },
      { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 3 }) },
    ),
    { maxLength: 14 },
  )
  .map((parts) => parts.join(""))
  .filter((text) => !text.startsWith("\uFEFF"));

const base64 = (text: string) => Buffer.from(text, "utf16le").toString("base64");
const java = fileURLToPath(new URL("../support/Properties.java", import.meta.url));
const hasJava = spawnSync("java", ["--version"]).status === 0;

/** Without the property that Java makes of a backslash alone at the end: no name, no value. */
const sorted = (pairs: string[]) =>
  pairs
    .filter((pair) => pair !== ":")
    .sort()
    .join(" ");

function ours(text: string): string {
  try {
    const read = parseProperties(text, "client.properties");
    const found = new Map(read.map(({ name, value }) => [name, value.reveal()]));
    const pairs = [...found].map((pair) => pair.map((one) => base64(one).replace(/=+$/, "")));
    return sorted(pairs.map((pair) => pair.join(":")));
  } catch (error) {
    if (error instanceof UserError) return "error";
    throw error;
  }
}

it.skipIf(!hasJava)("a properties file is read as java.util.Properties reads it", () => {
  const texts = fc.sample(document, { numRuns: 5000, seed: 7 });
  const input = `${texts.map(base64).join("\n")}\n`;
  const { stdout, stderr, status } = spawnSync("java", [java], { input, encoding: "utf8" });
  expect(stderr).toBe("");
  expect(status).toBe(0);
  const theirs = stdout.split("\n").map((line) => sorted(line.split(" ")));
  const wrong = texts.filter((text, i) => ours(text) !== theirs[i]);
  expect(wrong).toEqual([]);
  expect(new Set(theirs).size).toBeGreaterThan(1000);
});
