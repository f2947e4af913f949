import { describe, expect, it } from "vitest";
import { type Flag, parseFlags, propertyOf } from "#doors/cli/flags.ts";

const flags: readonly Flag[] = [
  { flag: "-k, --keys <path>", help: "", repeatable: true },
  { flag: "-t, --topic <name>", help: "" },
  { flag: "--max-key-share <share>", help: "" },
  { flag: "-q, --quiet", help: "" },
];
const parse = (line: string) => parseFlags(line === "" ? [] : line.split(" "), flags);

describe("a command line", () => {
  it.each([
    ["", {}, []],
    ["--topic a", { topic: "a" }, []],
    ["--topic=a", { topic: "a" }, []],
    ["--topic=", { topic: "" }, []],
    ["--topic=a=b", { topic: "a=b" }, []],
    ["-t a", { topic: "a" }, []],
    ["-ta", { topic: "a" }, []],
    ["-qta", { quiet: true, topic: "a" }, []],
    ["-q -q", { quiet: true }, []],
    ["--max-key-share 0.1", { maxKeyShare: "0.1" }, []],
    ["-k a --keys b -kc", { keys: ["a", "b", "c"] }, []],
    ["-k - x - y", { keys: ["-"] }, ["x", "-", "y"]],
    ["--topic --quiet", { topic: "--quiet" }, []],
    ["--topic -1", { topic: "-1" }, []],
    ["x -- --topic -q", {}, ["x", "--topic", "-q"]],
    ["x --quiet y", { quiet: true }, ["x", "y"]],
  ])("%j", (line, values, operands) => {
    expect(parse(line)).toEqual({ values, operands });
  });

  it.each([
    ["--topc a", 'unknown flag --topc; did you mean "--topic"?'],
    ["--max_key_share 1", 'unknown flag --max_key_share; did you mean "--max-key-share"?'],
    ["-x", "unknown flag -x"],
    ["-qx", "unknown flag -x"],
    ["--no-quiet", "unknown flag --no-quiet"],
    ["--__proto__ 1", "unknown flag --__proto__"],
    ["--topic", "--topic lacks its value"],
    ["-qt", "--topic lacks its value"],
    ["--quiet=yes", "--quiet takes no value"],
    ["--topic a -tb", "--topic is given twice"],
  ])("%j is refused", (line, what) => {
    expect(() => parse(line)).toThrow(what);
  });
});

it("a flag's property is named by its long form", () => {
  expect(flags.map(({ flag }) => propertyOf(flag))).toEqual([
    "keys",
    "topic",
    "maxKeyShare",
    "quiet",
  ]);
});
