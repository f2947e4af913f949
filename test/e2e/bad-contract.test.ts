import { describe, expect, it } from "vitest";
import { cli, contract, expectRefusal, expectUntouched, folder } from "./cli.ts";

const good = ["partitions: 48", "keys: k"];

/** Nine anchors of nine aliases each: 9^9 items. */
const aliasBomb = [
  "version: 1",
  "a0: &a0 [x, x, x, x, x, x, x, x, x]",
  ...Array.from({ length: 9 }, (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i}, `.repeat(9)}]`),
  "topics: *a9",
  "",
].join("\n");

describe.concurrent("a contract that is wrong is refused, at file:line:column:", () => {
  it.each<[string, string[], string, (string | RegExp)[]]>([
    ["partitions 0", ["partitions: 0"], "5:17", ["at least 1", "partitions: 48"]],
    ["partitions −1", ["partitions: -1"], "5:17", ["at least 1"]],
    ["partitions 1.5", ["partitions: 1.5"], "5:17", ["a whole number"]],
    ["partitions 10^9", ["partitions: 1000000000"], "5:17", ["at most 1000000"]],
    ["partitions as text", ['partitions: "48"'], "5:17", ['the text "48"']],
    ["partitions as a list", ["partitions: [48]"], "5:17", ["a list"]],
    ["partitions left empty", ["partitions:"], "5:", ["partitions must be a whole number"]],
    ["no partitions", ["keys: k"], "3:3", ['"partitions" is missing', "partitions: 48"]],
    ["a NaN limit", [...good, "max_gini: .nan"], "7:15", ["a number, not NaN"]],
    ["an infinite limit", [...good, "max_cv: .inf"], "7:13", ["a number, not Infinity"]],
    ["the word NaN", [...good, "max_gini: NaN"], "7:15", ['the text "NaN"']],
    ["a percentage", [...good, "max_partition_share: 8"], "7:26", ["write 0.08 for 8 %"]],
    ["a percent sign", [...good, "max_partition_share: 8%"], "7:26", ['the text "8%"']],
    ["a decimal comma", [...good, "max_gini: 0,15"], "7:15", ["a number"]],
    ["a limit below 0", [...good, "max_gini: -0.1"], "7:15", ["at least 0"]],
    ["a misspelt field", [...good, "max_gni: 0.1"], "7:5", ['did you mean "max_gini"?']],
    ["a field in camel case", [...good, "maxGini: 0.1"], "7:5", ['did you mean "max_gini"?']],
    ["a misspelt value", [...good, "partitioner: murmur"], "7:18", ['did you mean "murmur2"?']],
    ["a duplicate key", [...good, "partitions: 12"], "7:5", ["twice"]],
    ["a misspelt rule", [...good, "severity: { max_gin: off }"], "7:17", ['"max_gini"']],
    ["a severity of no", [...good, "severity: { max_gini: no }"], "7:27", ["error, warning, off"]],
    ["a misspelt key field", ["partitions: 4", "keys: {path: k, colum: x}"], "6:21", ['"column"']],
    [
      "two formats at once",
      ["partitions: 4", "keys: {path: k, column: x, pointer: /x}"],
      "6:",
      ["mixed"],
    ],
    [
      "a pointer that is none",
      ["partitions: 4", "keys: {path: k, pointer: x}"],
      "6:",
      ["JSON pointer"],
    ],
    [
      "partitioner and producer",
      [...good, "producer: java", "partitioner: crc32"],
      "7:15",
      ["both"],
    ],
    [
      "a share below 1/partitions",
      [...good, "max_partition_share: 0.02"],
      "7:26",
      ["1/48", "0.0208"],
    ],
    ["consumers left out", [...good, "max_consumer_share: 0.5"], "7:25", ["consumers: 12"]],
    ["a tab as indentation", [...good, "\tmax_gini: 1"], "7:", ["tab", "spaces"]],
  ])("%s", async (_, fields, at, says) => {
    const files = { "skew_contract.yml": contract(...fields), k: "a\n" };
    const place = new RegExp(`at skew_contract\\.yml:${at}.*\\n  \\d+ \\| .+\\n +\\| +\\^`);
    await expectUntouched([], files, { says: [place, ...says] });
  });

  it.each<[string, string, (string | RegExp)[]]>([
    ["empty", "", ["empty"]],
    ["only a comment", "# later\n", ["empty"]],
    ["a list", "- a\n- b\n", ["a list"]],
    ["no YAML", "version: 1\ntopics: [\n", ["c.yml:"]],
    [
      "another version",
      "version: 2\ntopics: {t: {partitions: 4}}\n",
      [/version is 2/, "c.yml:1:10"],
    ],
    ["without topics", "version: 1\ntopics: {}\n", ["topics must not be empty"]],
    ["a topic without fields", "version: 1\ntopics:\n  t:\n", ["c.yml:3:5"]],
    ["an alias bomb", aliasBomb, [/alias/, /at c\.yml/]],
    ["an alias without its anchor", "version: 1\ntopics:\n  t: *nope\n", ["c.yml:3:6"]],
    ["an endless alias", "version: 1\ntopics: &t\n  t: *t\n", ["c.yml:"]],
    ["two documents", "version: 1\n---\nversion: 1\n", ["c.yml:2:1"]],
    ["binary", "\u0000\u0001\u0002", ["c.yml"]],
  ])("%s", async (_, text, says) => {
    await expectUntouched(["-c", "c.yml"], { "c.yml": text }, { says });
  });

  it("no UTF-8", async () => {
    const text = Buffer.from(contract(...good, "# caf\xe9"), "latin1");
    await expectUntouched(["-c", "c.yml"], { "c.yml": text }, { says: ["UTF-8", "c.yml"] });
  });

  it("a folder, or nothing", async () => {
    const cwd = folder({ "c.yml/x": "" });
    expectRefusal(await cli(["check", "-c", "c.yml"], { cwd }), "c.yml has no contract");
    expectRefusal(await cli(["check", "-c", "no.yml"], { cwd }), "no.yml does not exist", "init");
  });

  it("a topic that is not in it", async () => {
    const text = "version: 1\ntopics:\n  orders: { partitions: 4, keys: k, sample_size: 1 }\n";
    const says = [/unknown topic "order"; did you mean "orders"\?/];
    await expectUntouched(["--topic", "order"], { "skew_contract.yml": text, k: "a\n" }, { says });
  });
});

describe.concurrent("flags that are wrong are refused, by name:", () => {
  it.each([
    ["--partitions", "0"],
    ["--partitions", "-1"],
    ["--partitions", "1.5"],
    ["--partitions", "1000000000"],
    ["--partitions", "many"],
    ["--partitions", ""],
    ["--partitions", "NaN"],
    ["--partitions", "Infinity"],
    ["--max-share", "NaN"],
    ["--max-share", "8"],
    ["--max-share", "8%"],
    ["--max-share", "0"],
    ["--max-share", "0.01"],
    ["--max-gini", "-1"],
    ["--max-gini", "0,15"],
    ["--min-unique", "0"],
    ["--min-unique", "1.5"],
    ["--sample-size", "Infinity"],
    ["--producer", "segmentio"],
    ["--key-type", "varchar"],
  ])("%s %s", async (flag, value) => {
    const partitions = flag === "--partitions" ? [] : ["--partitions", "48"];
    const args = ["check", "--keys", "k", ...partitions, flag, value];
    expectRefusal(await cli(args, { cwd: folder({ k: "a\n" }) }), flag);
  });
});

describe.concurrent("many errors at once", () => {
  it("are all told, in the order of the file", async () => {
    const text = contract("partitons: 4", "max_gini: 7", "keys: {pth: k}");
    const run = await cli(["validate", "-c", "c.yml"], { cwd: folder({ "c.yml": text }) });
    expect(run).toMatchObject({ code: 2, stdout: "" });
    const places = [...run.stderr.matchAll(/at c\.yml:(\d+):/g)].map(([, line]) => line);
    expect(places).toEqual(["5", "6", "7", "7"]);
  });

  it("are counted where they would go on and on", async () => {
    const fields = Array.from({ length: 300 }, (_, i) => `max_gini${i}: 1`);
    const text = contract(...good, ...fields);
    const run = await cli(["validate", "-c", "c.yml"], { cwd: folder({ "c.yml": text }) });
    expect(run).toMatchObject({ code: 2, stdout: "" });
    expect(run.stderr).toMatch(/and 2\d\d more errors\n$/);
  });
});

it("a topic called keys gets the same help as any other", async () => {
  const text = "version: 1\ntopics:\n  keys: { partitions: 4, max_gni: 1 }\n";
  const run = await cli(["validate"], { cwd: folder({ "skew_contract.yml": text }) });
  expectRefusal(run, 'did you mean "max_gini"?');
});

it("names of topics and fields are not taken for JavaScript's own", async () => {
  const text = `version: 1
defaults: { partitions: 1, sample_size: 1, keys: k }
topics:
  __proto__: { }
  constructor: { toString: 1 }
`;
  const run = await cli(["check"], { cwd: folder({ "skew_contract.yml": text, k: "a\n" }) });
  expectRefusal(run, 'unknown field "toString"');
});
