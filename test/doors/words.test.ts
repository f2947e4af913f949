import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import * as compressionMessages from "#core/errors/compression-messages.ts";
import * as countMessages from "#core/errors/count-messages.ts";
import * as csvMessages from "#core/errors/csv-messages.ts";
import * as detailMessages from "#core/errors/detail-messages.ts";
import { inWords } from "#core/errors/in-words.ts";
import * as jsonMessages from "#core/errors/json-messages.ts";
import * as messages from "#core/errors/messages.ts";
import { type DoorWords, phrase, setting } from "#core/errors/phrase.ts";
import { plainWords, type SettingId } from "#core/errors/plain-words.ts";
import * as sampleMessages from "#core/errors/sample-messages.ts";
import { errorParts } from "#core/errors/to-parts.ts";
import * as toolMessages from "#core/errors/tool-messages.ts";
import type { UserError } from "#core/errors/user-error.ts";
import * as windowMessages from "#core/errors/window-messages.ts";
import { actionWords } from "#doors/action/words.ts";
import { cliWords } from "#doors/cli/words.ts";
import { dashboardWords } from "#doors/dashboard/words.ts";
import { cli, root } from "../e2e/cli.ts";
import { flagsIn } from "../support/shown-flags.ts";

const { jsonLine, jsonRecord, ...jsonErrors } = jsonMessages;
const catalogue = {
  ...messages,
  ...sampleMessages,
  ...compressionMessages,
  ...csvMessages,
  ...countMessages,
  ...jsonErrors,
  ...toolMessages,
  ...detailMessages,
  ...windowMessages,
};

/** Every error of the catalogue: one that is left out does not compile. */
const samples: Readonly<Record<keyof typeof catalogue, UserError>> = {
  noDetailColumn: catalogue.noDetailColumn("time", "x", ["y"]),
  noDetailType: catalogue.noDetailType("bytes", "x", "DATE"),
  detailsUnknown: catalogue.detailsUnknown("lines"),
  noDetailValue: catalogue.noDetailValue("partition", "x"),
  badPartition: catalogue.badPartition("-1"),
  partitionTooHigh: catalogue.partitionTooHigh(3, 3),
  badTime: catalogue.badTime("x"),
  mixedTimes: catalogue.mixedTimes("x", "s", "ISO 8601"),
  badRecordBytes: catalogue.badRecordBytes("x"),
  placesTooLarge: catalogue.placesTooLarge(2 ** 20),
  noRecordedPartitions: catalogue.noRecordedPartitions(),
  noRecordBytes: catalogue.noRecordBytes(["max_key_bytes_share"]),
  tooManyBytes: catalogue.tooManyBytes(),
  unknownName: catalogue.unknownName("topic", "x", ["y"]),
  badPartitions: catalogue.badPartitions(0, 10),
  keyIsNoBytes: catalogue.keyIsNoBytes(),
  badKeyText: catalogue.badKeyText("long", "x", "a number"),
  keyShorterThanWindow: catalogue.keyShorterThanWindow(7, 8),
  tooManyKeys: catalogue.tooManyKeys(9),
  misnamedSample: catalogue.misnamedSample(),
  mixedWithSample: catalogue.mixedWithSample(),
  sampleLacksHashes: catalogue.sampleLacksHashes("crc32"),
  threadFailed: catalogue.threadFailed(new Error("it stopped")),
  tooManyLongKeys: catalogue.tooManyLongKeys(),
  fileChanged: catalogue.fileChanged(),
  lineTooLong: catalogue.lineTooLong(16_777_216),
  tooManyRecords: catalogue.tooManyRecords(),
  badCount: catalogue.badCount("x"),
  noCsvColumn: catalogue.noCsvColumn("key", ["a;b"], ""),
  noSuchColumnNumber: catalogue.noSuchColumnNumber("x", 2),
  badDelimiter: catalogue.badDelimiter("ab"),
  twoCountColumns: catalogue.twoCountColumns(["n", "count"]),
  mayBeCount: catalogue.mayBeCount("amount"),
  keysAreCounts: catalogue.keysAreCounts(),
  quotedTsvKey: catalogue.quotedTsvKey(),
  rowTooShort: catalogue.rowTooShort(1, 2),
  notUniqLine: catalogue.notUniqLine(),
  noKeyOnLine: catalogue.noKeyOnLine(),
  separatorInHeaders: catalogue.separatorInHeaders(),
  otherConsoleSeparator: catalogue.otherConsoleSeparator(","),
  unclearHeaders: catalogue.unclearHeaders(1, "\\t"),
  csvCells: catalogue.csvCells(1, 2, true),
  badJson: catalogue.badJson("it ends too early", jsonRecord),
  bytesInJson: catalogue.bytesInJson(),
  noJsonValue: catalogue.noJsonValue("/key", jsonLine.subject, "rows"),
  noKcatKey: catalogue.noKcatKey(),
  jsonKeyNotScalar: catalogue.jsonKeyNotScalar("/key", "an object"),
  replacedBytes: catalogue.replacedBytes(),
  binaryKeys: catalogue.binaryKeys(),
  foreignFormat: catalogue.foreignFormat("an Avro file", "Export the keys."),
  csvColumnTwice: catalogue.csvColumnTwice("key"),
  csvTextAfterQuote: catalogue.csvTextAfterQuote(),
  csvOpenQuote: catalogue.csvOpenQuote(),
  allKeysUnplaced: catalogue.allKeysUnplaced(3, true),
  noRecords: catalogue.noRecords(),
  unclearFormat: catalogue.unclearFormat(),
  zstdNeedsDictionary: catalogue.zstdNeedsDictionary(),
  zstdWindow: catalogue.zstdWindow(),
  zstdMemory: catalogue.zstdMemory(),
  notCompressed: catalogue.notCompressed(".gz"),
  sampleTooLarge: catalogue.sampleTooLarge(),
  sampleWithoutWindows: catalogue.sampleWithoutWindows("1m"),
  sampleWindowsMisfit: catalogue.sampleWindowsMisfit("5m", "1m"),
  sampleWithoutOrder: catalogue.sampleWithoutOrder(),
  noTimes: catalogue.noTimes(),
  noTimesForWindows: catalogue.noTimesForWindows(),
  windowsTooLarge: catalogue.windowsTooLarge(),
  unorderedFiles: catalogue.unorderedFiles(),
  unorderedCounts: catalogue.unorderedCounts(),
  nobodyWrites: catalogue.nobodyWrites(10_000),
  textTooLarge: catalogue.textTooLarge(),
  sharedKeyFile: catalogue.sharedKeyFile("x", "y", "keys.txt"),
};
const errors = Object.entries(samples).map(([name, error]) => ({ name, error }));
const settings = Object.keys(plainWords) as SettingId[];
const doors: Readonly<Record<string, DoorWords>> = {
  cli: cliWords,
  action: actionWords,
  library: plainWords,
  dashboard: dashboardWords,
};

describe.each(Object.entries(doors))(
  "Every error of the catalogue at the door %s",
  (door, words) => {
    it.each(errors)("$name", ({ error }) => {
      const { parts } = errorParts(error, words);
      const text = parts.map(({ what, next }) => `${what}. ${next}`).join();
      expect(text).not.toMatch(/\[object|undefined|\$\{/);
      if (door !== "cli") expect(flagsIn(text)).toEqual([]);
      if (door !== "action") expect(text).not.toMatch(/the input `/);
    });

    it.each(settings)("names %s in a sentence and with a value", (name) => {
      const text = inWords(phrase`Check ${setting(name)}, ${setting(name, "VALUE")}.`, words);
      expect(text).toMatch(/^Check \S.*VALUE/);
      if (door === "cli") expect(text).toMatch(/^Check (--[a-z-]+), \1 VALUE\.$/);
      else expect(flagsIn(text)).toEqual([]);
    });
  },
);

describe("The words of a door are what the door has", () => {
  const helpOf = async (commands: readonly string[]) => {
    const runs = await Promise.all(commands.map((name) => cli([name, "--help"])));
    return runs.map(({ stdout }) => stdout).join("\n");
  };
  const called = (words: DoorWords) =>
    settings.flatMap((name) => (words[name] === undefined ? [] : [words[name]()]));

  it("the command line's flags", async () => {
    const help = await helpOf([
      ...["check", "sample", "analyze", "audit", "recommend", "monitor", "cleanup", "dashboard"],
    ]);
    for (const flag of called(cliWords)) expect(help).toMatch(new RegExp(`${flag}\\b`));
  });

  it("the action's inputs, and the flags of analyze", async () => {
    const { inputs } = parse(readFileSync(`${root}action.yml`, "utf8"));
    const help = await helpOf(["analyze"]);
    for (const word of called(actionWords)) {
      const [, flag, name = ""] = /^(?:`(--[a-z-]+)` in )?the input `(\S+)`$/.exec(word) ?? [];
      expect(Object.keys(inputs), word).toContain(name);
      if (flag !== undefined) expect(help).toMatch(new RegExp(`${flag}\\b`));
    }
  });

  it("the labels of the dashboard's page, and flags that it is started with", async () => {
    const page = `${root}src/doors/dashboard/page/`;
    const files = readdirSync(page, { recursive: true, encoding: "utf8" });
    const sources = files.filter((file) => file.endsWith(".tsx"));
    const text = sources.map((file) => readFileSync(`${page}${file}`, "utf8")).join("\n");
    const help = await helpOf(["dashboard"]);
    for (const word of called(dashboardWords)) {
      const [, label] = /^“(.+)”$/.exec(word) ?? [];
      const [, flag] = /^`skew-contract dashboard (--[a-z]+)`$/.exec(word) ?? [];
      if (label !== undefined) expect(text).toMatch(new RegExp(`["'>]${label}["'<]`));
      else expect(help).toContain(flag);
    }
  });
});
