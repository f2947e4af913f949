import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TopicResult } from "#core/judge.ts";
import { fullKey, keyDisplay, type ShowKeys } from "#core/reports/key-display.ts";
import { textReport } from "#core/reports/text.ts";
import {
  COUNTRIES,
  changed,
  failing,
  LIMITS,
  passing,
  placeholders,
  warned,
} from "../../support/example-topics.ts";
import { type Counted, judgeKeys, numbered, suggestionsOf } from "../../support/judge-keys.ts";
import { render } from "../../support/report.ts";

function report(topics: TopicResult[], showKeys: ShowKeys = "full", width = 80, color = false) {
  return render(textReport, topics, { showKeys, width, color });
}

describe("the text report is as in golden/", () => {
  it.each([
    ["fail-full", [failing], "full"],
    ["fail-hash", [failing], "hash"],
    ["fail-none", [failing], "none"],
    ["warn", [warned], "full"],
    ["pass", [passing], "full"],
    ["three-topics", [passing, warned, failing], "none"],
    ["change", [changed], "full"],
    ["placeholders", [placeholders], "full"],
  ] as const)("%s", async (name, topics, showKeys) => {
    await expect(report([...topics], showKeys)).toMatchFileSnapshot(`golden/${name}.txt`);
  });
});

describe("the text report", () => {
  const lines = (text: string) => text.trimEnd().split("\n");

  it("begins with the verdict", () => {
    expect(report([failing])).toMatch(/^✗ user-events: contract broken, 3 rules\n/);
    expect(report([warned])).toMatch(/^! orders: holds, with warnings from 1 rule\n/);
    expect(report([passing])).toMatch(/^✓ payments: the contract holds\n/);
  });

  const wide = judgeKeys({ partitions: 500, max_partition_share: 0.01 }, [
    ["hot", 900],
    ...numbered(600),
  ]);

  it("fits a screen, also for hundreds of partitions", () => {
    for (const topic of [failing, wide]) expect(lines(report([topic])).length).toBeLessThan(50);
  });

  it("is no wider than the terminal", () => {
    for (const topic of [failing, warned, passing, wide]) {
      for (const line of lines(report([topic]))) expect(line.length, line).toBeLessThanOrEqual(80);
    }
  });

  it("has every rule with a limit, and none that is off", () => {
    const text = report([failing]);
    for (const rule of Object.keys(LIMITS).slice(1)) expect(text).toContain(` ${rule} `);
    const off = judgeKeys({ ...LIMITS, severity: { max_gini: "off" } }, COUNTRIES);
    expect(report([off])).not.toContain("max_gini");
  });

  it("keeps limit and actual value apart, however wide they are", () => {
    const result = judgeKeys({ partitions: 4, min_unique_keys: 10_000_000 }, numbered(10));
    expect(report([result])).toMatch(/≥ 10,000,000 +10\n/);
    const share = judgeKeys({ partitions: 2, max_partition_share: 0.5123456789 }, [
      ["a", 1],
      ["c", 1],
    ]);
    expect(report([share])).toMatch(/≤ 51\.\d+ % +\d+/);
  });

  it("says how many partitions are empty, and if all are", () => {
    const result = judgeKeys({ partitions: 3000 }, numbered(30_000));
    expect(result.measures.partitionsWithoutRecords).toBe(1);
    expect(report([result]).replace(/\s+/g, " ")).toContain(
      "3,000 partitions (murmur2), 1 of them empty",
    );
    const one = judgeKeys({ partitions: 3, max_gini: 0 }, [["a", 5]]);
    expect(report([one])).toMatch(/^ +2 more +0 % {2}all empty$/m);
    const nulls = judgeKeys({ partitions: 3, sample_size: 1 }, [[null, 5]]);
    expect(report([nulls])).toContain("3 partitions (murmur2), all of them empty");
  });

  it("has colours only if asked to", () => {
    expect(report([failing])).not.toContain("\u001b");
    expect(report([failing], "full", 80, true)).toContain("\u001b[31m");
  });

  it("keeps a key of thousands of characters short", () => {
    const result = judgeKeys({ partitions: 48, max_partition_share: 0.1 }, [
      ["k".repeat(5000), 900],
      ...numbered(900),
    ]);
    for (const line of lines(report([result]))) expect(line.length).toBeLessThan(200);
  });

  it("is written for any width, 0 included, which some terminals say", () => {
    for (const width of [0, 40, 300]) {
      expect(lines(report([failing], "full", width)).length).toBeLessThan(80);
    }
  });
});

describe("keys and topics from outside", () => {
  const HOSTILE = [
    "\u001b[31mred\u001b[0m",
    "\u001b]0;title\u0007",
    "two\nlines\r\n",
    "tab\tbell\u0007",
    "\u009b2J",
    "right\u202eleft\u2066",
    "zero\u200bwidth\ufeff",
    "line\u2028paragraph\u2029",
    'back\\slash "quoted"',
    "\u{e0001}tags",
  ];
  /** Everything of a report that is not plain text or its own line ends. */
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the very ones to find
  const RAW = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

  it.each(HOSTILE)("never reach the text raw: %j", (text) => {
    const keys: Counted[] = [
      [text, 900],
      [text.toUpperCase(), 100],
      [` ${text}`, 50],
      ...numbered(500),
    ];
    const result = judgeKeys({ topic: text, partitions: 12, max_partition_share: 0.2 }, keys);
    expect(Object.keys(result.suggestions)).not.toEqual([]);
    const written = report([result]);
    expect(written).not.toMatch(RAW);
    expect(written.split("\n").filter((line) => /^[✗✓!]/.test(line))).toHaveLength(1);
  });

  it("never do, whatever their bytes", () => {
    // Broken, so that hottest keys and advice are written; of a type that is not salted.
    const fields = { partitions: 6, max_gini: 0.01, key_type: "bytes-hex" } as const;
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.uint8Array(), (topic, bytes) => {
        const keys: Counted[] = [[bytes, 900], [topic, 800], ...numbered(50)];
        const result = judgeKeys({ topic: topic || "t", ...fields }, keys);
        expect(suggestionsOf(result)).toHaveProperty("hot-key");
        expect(report([result])).not.toMatch(RAW);
      }),
      { numRuns: 40 },
    );
  });

  it.each(["hash", "none"] as const)(
    "are nowhere in the text as they are with --show-keys %s",
    (mode) => {
      const keys: Counted[] = [
        ["Alice@example.com", 900],
        ["alice@example.com", 500],
        ...numbered(100, 1, "bob-"),
      ];
      const written = report([judgeKeys({ partitions: 12, max_partition_share: 0.2 }, keys)], mode);
      expect(written).toMatch(mode === "hash" ? /sha256:[0-9a-f]{16}/ : /not shown/);
      expect(written).not.toMatch(/alice|bob/i);
    },
  );

  it("show their backslashes once in advice, as JSON writes them", () => {
    const result = judgeKeys({ partitions: 12, max_partition_share: 0.2 }, [
      ["a\\b", 900],
      ...numbered(500),
    ]);
    expect(report([result])).toContain(String.raw`Hot key: "a\\b" has`);
  });
});

it("fullKey is what --show-keys full shows", () => {
  expect(keyDisplay("full")).toBe(fullKey);
});
