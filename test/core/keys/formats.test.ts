import { expect, it } from "vitest";
import { formatOf, keyFormats } from "#core/keys/formats.ts";
import { keysIn } from "./reading.ts";

it.each([
  ["keys.txt", "lines"],
  ["keys", "lines"],
  ["-", "lines"],
  ["csv", "lines"],
  ["a.csv/keys", "lines"],
  ["keys.csv", "csv"],
  ["KEYS.CSV", "csv"],
  ["keys.csv.gz", "csv"],
  ["keys.csv.zst", "csv"],
  ["keys.jsonl", "jsonl"],
  ["keys.ndjson.gz", "jsonl"],
  ["keys.jsonl.bak", "lines"],
])("formatOf(%j) is %s", (path, format) => {
  expect(formatOf(path)).toBe(format);
});

it.each([
  ["lines", "a\n"],
  ["csv", "key\na\n"],
  ["jsonl", '{"key":"a"}\n'],
] as const)("the format %s has its reader", async (format, input) => {
  expect(keysIn(await keyFormats[format].load(), input)).toEqual([["a", 1]]);
});
