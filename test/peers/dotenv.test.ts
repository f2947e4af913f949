import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { expect, it } from "vitest";
import { parseDotenv } from "#live/core/credentials/dotenv.ts";
import { hasMoto, pythonEnv } from "../support/moto.ts";

const PYTHON = `
import base64, io, json, sys
from dotenv import dotenv_values
for line in sys.stdin:
    text = base64.b64decode(line).decode("utf-8")
    values = dotenv_values(stream=io.StringIO(text, newline=""), interpolate=False)
    print(json.dumps({k: v for k, v in values.items() if v is not None}))
`;

const document = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom("A=", "B =", "export ", "C= ", "\n", "\r\n", "\r") },
      { weight: 3, arbitrary: fc.constantFrom("'", '"', "\\", "#", " #", " ", "\t", "=", "\\n") },
      { weight: 3, arbitrary: fc.constantFrom("x", "é", '{"p": "x#y"}', "'x y'", '"x\\"y"') },
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(""));

it.skipIf(!hasMoto)("a .env file is read as python-dotenv reads it", () => {
  const texts = fc.sample(document, { numRuns: 5000, seed: 7 });
  const input = texts.map((text) => `${Buffer.from(text).toString("base64")}\n`).join("");
  const { stdout, status } = spawnSync("python3", ["-c", PYTHON], {
    input,
    encoding: "utf8",
    env: pythonEnv(),
    maxBuffer: 64 * 1024 * 1024,
  });
  expect(status).toBe(0);
  const theirs = stdout.trimEnd().split("\n");
  const sorted = (values: object) => JSON.stringify(Object.entries(values).sort());
  let readable = 0;
  const wrong = texts.flatMap((text, i) => {
    const { variables, unreadableLines } = parseDotenv(text);
    // It goes on elsewhere after an error: behind a quoted part, not with the next line.
    if (unreadableLines.length > 0) return [];
    readable++;
    const ours = sorted(variables);
    const python = sorted(JSON.parse(theirs[i] ?? ""));
    return ours === python ? [] : [{ text, ours, python }];
  });
  expect(wrong.slice(0, 5)).toEqual([]);
  expect(readable).toBeGreaterThan(2000);
  expect(new Set(theirs).size).toBeGreaterThan(500);
});
