import { describe, expect, it } from "vitest";
import { Command } from "#doors/cli/commander.ts";
import { collect } from "#doors/cli/option.ts";
import { parseWords } from "#doors/cli/parse.ts";

function parse(line: string) {
  const command = new Command("x")
    .option("-k, --keys <path>", "", collect)
    .option("-t, --topic <name>")
    .option("--max-key-share <share>")
    .option("-q, --quiet");
  const { operands, asksFor } = parseWords(command, line === "" ? [] : line.split(" "));
  return { values: command.opts(), operands, asksFor };
}

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
    ["--topic", "--topic needs a value"],
    ["-qt", "--topic needs a value"],
    ["--quiet=yes", "--quiet takes no value"],
    ["--topic a -tb", "--topic is given twice"],
  ])("%j is refused", (line, what) => {
    expect(() => parse(line)).toThrow(what);
  });
});

describe("what every command knows", () => {
  it.each([
    ["--help", "help"],
    ["-t a -qh", "help"],
    ["--version", "version"],
    ["-V", "version"],
    ["--topic --help", undefined],
    ["-- --help", undefined],
  ])("%j", (line, asksFor) => {
    expect(parse(line).asksFor).toBe(asksFor);
  });
});

it("options are named and typed by their flags", () => {
  const options = new Command().option("--push-gateway <url>").opts();
  // @ts-expect-error: a misspelt option does not compile
  expect(options.pushGatway).toBeUndefined();
  expect(options.pushGateway).toBeUndefined();
});
