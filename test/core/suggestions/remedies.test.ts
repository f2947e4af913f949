import { describe, expect, it } from "vitest";
import type { TopicResult } from "#core/judge.ts";
import { partitionFor } from "#core/partition-for.ts";
import {
  type Counted,
  type Fields,
  judgeKeys,
  measureKeys,
  numbered,
  otherRandom,
  suggestionsOf,
  utf8,
} from "../../support/judge-keys.ts";

interface Scenario {
  readonly fields: Fields & { readonly partitions: number };
  readonly keys: readonly Counted[];
}

/** Topics with Zipf keys, nearly even ones, or up to three dominant; limits may not hold. */
function* scenarios(count: number): Generator<Scenario> {
  const random = otherRandom(7);
  const between = (low: number, high: number) => low + (high - low) * random();
  for (let i = 0; i < count; i++) {
    const partitions = [6, 12, 30, 48][i % 4] as number;
    const kind = (["zipf", "even", "dominant"] as const)[i % 3] as string;
    const dominant = kind === "dominant" ? 1 + (i % 4) : 0;
    const exponent = kind === "zipf" ? between(0.4, 1.2) : between(0, 0.2);
    const keys = Array.from({ length: Math.round(between(200, 700)) }, (_, rank): Counted => {
      const factor = rank < dominant ? 100 : 1;
      return [`key-${rank}`, factor * Math.ceil(1e6 / (rank + 1) ** exponent)];
    });
    const widest = kind === "even" ? 1.8 : 3;
    const max_partition_share = Math.min(0.9, between(1.3, widest) / partitions);
    const max_gini = kind === "zipf" ? between(0.15, 0.6) : 0.7;
    yield { fields: { partitions, max_partition_share, max_gini }, keys };
  }
}

const NUMBERS = String.raw`\(max share ([\d.]+) %, Gini ([\d.]+)\)`;

function expectNumbers(
  result: Pick<TopicResult, "measures">,
  share: string | undefined,
  gini: string | undefined,
) {
  expect(Math.abs(result.measures.maxPartitionShare * 100 - Number(share))).toBeLessThan(0.06);
  expect(Math.abs(result.measures.gini - Number(gini))).toBeLessThan(0.0006);
}

const judged = [...scenarios(72)].map(({ fields, keys }) => {
  const result = judgeKeys(fields, keys);
  return { fields, keys, result, texts: suggestionsOf(result) };
});
const withAdvice = (id: string) =>
  judged.flatMap((one) => {
    const text = one.texts[id];
    return text === undefined ? [] : [{ ...one, text }];
  });
const withoutAdvice = (id: string) =>
  judged.filter(({ texts, result }) => result.findings.length > 0 && texts[id] === undefined);

function salted(keys: readonly Counted[], hottest: number, salt: number): Counted[] {
  return keys.flatMap(([key, count], rank): Counted[] => {
    if (rank >= hottest) return [[key, count]];
    return Array.from({ length: salt }, (_, i) => {
      return [`${key}#${i}`, Math.floor(count / salt) + (i < count % salt ? 1 : 0)];
    });
  });
}

/** Room that a remedy leaves below each limit. */
const ROOM = 0.1;

function roomOf(fields: Fields, keys: readonly Counted[]): number {
  const { max_partition_share: share = 1, max_gini: most = 1 } = fields;
  const { measures } = measureKeys(fields, keys);
  return Math.min(1 - measures.maxPartitionShare / share, 1 - measures.gini / most);
}

/** How many keys the advice is about. */
function keysNamed(text: string): number {
  const [others, count] = / and the (?:(\d+) )?next hottest/.exec(text) ?? [];
  return others === undefined ? 1 : Number(count ?? 1) + 1;
}

describe("salting", () => {
  const advised = withAdvice("salting").map((one) => {
    const pattern = `^Salting: split "key-0"(?: and the [\\w ]+)? over (\\d+) keys(?: each)? by adding #0 (?:to|and) #(\\d+) in turn; .* ${NUMBERS}\\.`;
    const [, salt, last, share, gini] = new RegExp(pattern).exec(one.text) ?? [];
    return {
      ...one,
      hottest: keysNamed(one.text),
      salt: Number(salt),
      last: Number(last),
      share,
      gini,
    };
  });

  it("is advised in several cases, for one key and for more", () => {
    expect(advised.length).toBeGreaterThan(5);
    expect(new Set(advised.map(({ hottest }) => hottest)).size).toBeGreaterThan(1);
  });

  it("meets the contract with the numbers told when it is done", () => {
    for (const { fields, keys, hottest, salt, last, share, gini } of advised) {
      const after = measureKeys(fields, salted(keys, hottest, salt));
      expect(after.findings).toEqual([]);
      expectNumbers(after, share, gini);
      expect(last).toBe(salt - 1);
    }
  });

  it("leaves room below the limits where it can, and is no larger than that takes", () => {
    const roomy = advised.filter(({ text }) => !text.includes("only just"));
    expect(roomy.length).toBeGreaterThan(5);
    for (const { fields, keys, hottest, salt } of roomy) {
      expect(roomOf(fields, salted(keys, hottest, salt))).toBeGreaterThanOrEqual(ROOM);
      for (const smaller of [2, salt >> 1, salt - 1].filter((n) => n >= 2 && n < salt)) {
        expect(roomOf(fields, salted(keys, hottest, smaller))).toBeLessThan(ROOM);
      }
    }
  });

  it("creates few keys in total: none or one key fewer would need more of them", () => {
    for (const { fields, keys, hottest, salt, text } of advised) {
      if (hottest === 1 || text.includes("only just")) continue;
      const most = Math.min(128, Math.floor((hottest * salt) / (hottest - 1)));
      for (const ways of [2, most >> 1, most].filter((n) => n >= 2)) {
        expect(roomOf(fields, salted(keys, hottest - 1, ways))).toBeLessThan(ROOM);
      }
    }
  });

  it("would not have helped where it is not advised, for a key that fills half a partition", () => {
    const heavy = withoutAdvice("salting").filter(({ fields, result }) => {
      return result.measures.maxKeyShare >= 0.5 / fields.partitions;
    });
    expect(heavy.length).toBeGreaterThan(1);
    for (const { fields, keys } of heavy.slice(0, 8)) {
      for (const salt of [2, 5, 20, 64]) {
        expect(measureKeys(fields, salted(keys, 1, salt)).findings).not.toEqual([]);
      }
    }
  });

  const hot: Counted[] = [["hot", 600], ...numbered(100, 4)];
  it.each<[string, Fields, Counted[]]>([
    [
      "keys that are no text",
      { partitions: 6, max_partition_share: 0.4, key_type: "bytes-hex" },
      hot,
    ],
    ["a contract that holds", { partitions: 6, max_partition_share: 0.9 }, hot],
    ["a contract broken elsewhere only", { partitions: 6, sample_size: 1e6 }, hot],
    ["a sample of one key", { partitions: 2, max_gini: 0.1 }, [["a", 5]]],
  ])("is silent about %s", (_, fields, keys) => {
    const salting = suggestionsOf(judgeKeys(fields, keys)).salting;
    if (keys.length > 1) expect(salting).toBeUndefined();
    else expect(salting ?? "").not.toContain("next hottest");
  });

  it("does not claim to meet a contract that stays broken by too few keys", () => {
    const fields = { partitions: 6, max_partition_share: 0.4, min_unique_keys: 1000 };
    const text = suggestionsOf(judgeKeys(fields, hot)).salting ?? "";
    expect(measureKeys(fields, salted(hot, 1, 2)).findings).not.toEqual([]);
    expect(text).not.toContain("that meets the contract");
  });

  it("counts whole records: 3 of them over 2 keys are 2 and 1", () => {
    // Only 10 records: half a record more is 5 % of them.
    const fields = { partitions: 1000, max_partition_share: 0.15 };
    const keys: Counted[] = [["key-0", 3], ...numbered(7)];
    const text = suggestionsOf(judgeKeys(fields, keys)).salting ?? "over 3 keys";
    const salt = Number(/over (\d+) keys/.exec(text)?.[1]);
    expect(measureKeys(fields, salted(keys, 1, salt)).findings).toEqual([]);
  });
});

describe("split-off", () => {
  const advised = withAdvice("split-off").map((one) => {
    const pattern = `^Splitting off: give "key-0"(?: and the [\\w ]+)? \\(([\\d.]+) % of the records\\) .* ${NUMBERS}\\.$`;
    const [, part, share, gini] = new RegExp(pattern).exec(one.text) ?? [];
    return { ...one, hottest: keysNamed(one.text), part: Number(part), share, gini };
  });

  it("is advised in several cases, for one key and for more", () => {
    expect(advised.length).toBeGreaterThan(5);
    expect(new Set(advised.map(({ hottest }) => hottest)).size).toBeGreaterThan(1);
  });

  it("leaves a rest that meets the contract with the numbers told, and with fewer keys has no room", () => {
    for (const { fields, keys, result, hottest, part, share, gini, text } of advised) {
      const after = measureKeys(fields, keys.slice(hottest));
      expect(after.findings).toEqual([]);
      expectNumbers(after, share, gini);
      const gone = 1 - after.measures.records / result.measures.records;
      expect(Math.abs(gone * 100 - part)).toBeLessThan(0.06);
      for (let fewer = 1; fewer < hottest; fewer++) {
        if (!text.includes("only just")) {
          expect(roomOf(fields, keys.slice(fewer))).toBeLessThan(ROOM);
        }
      }
    }
  });

  it("would not have helped where it is not advised", () => {
    const heavy = withoutAdvice("split-off").filter(({ fields, result }) => {
      return result.measures.maxKeyShare >= 0.5 / fields.partitions;
    });
    for (const { fields, keys } of heavy.slice(0, 10)) {
      expect(measureKeys(fields, keys.slice(1)).findings).not.toEqual([]);
    }
  });

  it("looks at the keys that remain for max_key_share", () => {
    const fields = { partitions: 6, max_key_share: 0.3 };
    const keys: Counted[] = [["a", 500], ["b", 200], ...numbered(300)];
    // Without a, b has 200 of 500: two must go.
    expect(suggestionsOf(judgeKeys(fields, keys))["split-off"]).toContain(
      'give "a" and the next hottest key',
    );
  });

  it("does not claim to meet a contract whose sample_size the rest no longer has", () => {
    const fields = { partitions: 6, max_partition_share: 0.4, sample_size: 1000 };
    const keys: Counted[] = [["hot", 800], ...numbered(400)];
    const text = suggestionsOf(judgeKeys(fields, keys))["split-off"] ?? "";
    expect(measureKeys(fields, keys.slice(1)).findings).not.toEqual([]);
    expect(text).not.toContain("the rest then meets the contract");
  });

  it("is silent about a contract that holds, and about a single key", () => {
    const keys: Counted[] = [["hot", 800], ...numbered(400)];
    const holds = judgeKeys({ partitions: 6, max_partition_share: 0.9 }, keys);
    expect(suggestionsOf(holds)).not.toHaveProperty("split-off");
    const single = judgeKeys({ partitions: 6, max_partition_share: 0.5 }, [["a", 5]]);
    expect(suggestionsOf(single)).not.toHaveProperty("split-off");
  });
});

describe("keys below half an equal share", () => {
  it("are separated where that meets max_gini: two keys with 14 % each over 3 partitions", () => {
    const keys: Counted[] = [["k1", 1400], ["k4", 1400], ...numbered(7000, 1, "u")];
    const result = judgeKeys({ partitions: 3, max_gini: 0.06 }, keys);
    expect(result.measures.maxKeyShare).toBeLessThan(0.5 / 3);
    const texts = suggestionsOf(result);
    expect(texts["split-off"]).toContain(
      'give "k1" and the next hottest key (28.6 % of the records)',
    );
    expect(texts["split-off"]).toMatch(/the rest then meets the contract/);
    expect(texts.salting).toMatch(
      /^Salting: split "k1" and the next hottest key over \d+ keys each/,
    );
  });

  it.each([6, 12])("are separated for max_key_share over %d partitions", (partitions) => {
    const keys: Counted[] = [["a", 800], ...numbered(9200)];
    const result = judgeKeys({ partitions, max_key_share: 0.05 }, keys);
    const texts = suggestionsOf(result);
    expect(texts["split-off"]).toContain('give "a" (8 % of the records)');
    expect(texts.salting).toContain('split "a" over 2 keys by adding #0 and #1 in turn');
    expect(measureKeys({ partitions, max_key_share: 0.05 }, salted(keys, 1, 2)).findings).toEqual(
      [],
    );
  });
});

it("salting is silent where a key looks salted already", () => {
  const keys: Counted[] = [["hot", 900], ["hot#1", 3], ...numbered(1000)];
  const texts = suggestionsOf(judgeKeys({ partitions: 6, max_partition_share: 0.3 }, keys));
  expect(texts).toHaveProperty("split-off");
  expect(texts).not.toHaveProperty("salting");
});

it.each(["salting", "split-off"])("%s is not advised for a key with one record of 300", (id) => {
  const keys = numbered(300);
  const most = measureKeys({ partitions: 4 }, keys).measures.maxPartitionShare;
  const result = judgeKeys({ partitions: 4, max_partition_share: most - 0.001 }, keys);
  expect(result.verdict).toBe("fail");
  expect(suggestionsOf(result)).not.toHaveProperty(id);
});

/** Many even keys over few partitions, with a limit that they just miss. */
function* evenCases(count: number): Generator<Scenario> {
  const random = otherRandom(11);
  for (let i = 0; i < count; i++) {
    const partitions = [2, 3, 4, 6][i % 4] as number;
    const keys = numbered(1000 + Math.round(4000 * random()), 1, `k${i}-`);
    const { measures } = measureKeys({ partitions }, keys);
    const excess = measures.maxPartitionShare - 1 / partitions;
    const max_partition_share = 1 / partitions + excess * (0.2 + 0.7 * random());
    yield { fields: { partitions, max_partition_share, max_gini: 0.5 }, keys };
  }
}

describe("more-partitions", () => {
  const advised = [...evenCases(24)].flatMap(({ fields, keys }) => {
    const text = suggestionsOf(judgeKeys(fields, keys))["more-partitions"];
    if (text === undefined) return [];
    const pattern = `^More partitions: with (\\d+), simulated on these keys, the topic (?:only just )?meets the contract ${NUMBERS}; ([\\d.]+) % of the keys would move`;
    const [, partitions, share, gini, moved] = new RegExp(pattern).exec(text) ?? [];
    return [
      { fields, keys, text, partitions: Number(partitions), share, gini, moved: Number(moved) },
    ];
  });

  it("is advised in several cases", () => {
    expect(advised.length).toBeGreaterThan(15);
  });

  it("meets the contract with the numbers told when it is done", () => {
    for (const { fields, keys, partitions, share, gini } of advised) {
      const after = measureKeys({ ...fields, partitions }, keys);
      expect(after.findings).toEqual([]);
      expectNumbers(after, share, gini);
    }
  });

  it("tells the share of keys that move", () => {
    for (const { fields, keys, partitions, moved } of advised) {
      const elsewhere = keys.filter(([key]) => {
        const bytes = utf8(key as string);
        return partitionFor(bytes, partitions) !== partitionFor(bytes, fields.partitions);
      });
      expect(Math.abs((100 * elsewhere.length) / keys.length - moved)).toBeLessThan(0.06);
    }
  });

  it("tells what twice as many give", () => {
    for (const { fields, keys, partitions, text } of advised) {
      const double = fields.partitions * 2;
      if (partitions === double) continue;
      const pattern = `Twice as many \\(${double}\\) (also do|do not) ${NUMBERS}\\.$`;
      const [, verdict, share, gini] = new RegExp(pattern).exec(text) ?? [];
      const after = measureKeys({ ...fields, partitions: double }, keys);
      expect(verdict).toBe(after.findings.length === 0 ? "also do" : "do not");
      expectNumbers(after, share, gini);
    }
  });

  it("names the first of the next four that leaves room", () => {
    for (const { fields, keys, partitions } of advised) {
      expect(roomOf({ ...fields, partitions }, keys)).toBeGreaterThanOrEqual(ROOM);
      for (let fewer = fields.partitions + 1; fewer < partitions; fewer++) {
        if (fewer > fields.partitions + 4) continue;
        expect(roomOf({ ...fields, partitions: fewer }, keys)).toBeLessThan(ROOM);
      }
    }
  });

  it.each<[string, Fields, Counted[]]>([
    [
      "a key is above the limit alone",
      { max_partition_share: 0.3 },
      [["hot", 500], ...numbered(500)],
    ],
    // More partitions would do for these two.
    ["a hot key is the cause", { max_partition_share: 0.26 }, [["hot", 1500], ...numbered(9000)]],
    ["the keys are few", { max_partition_share: 0.21 }, numbered(100, 9, "k")],
  ])("is silent where %s", (_, limits, keys) => {
    const result = judgeKeys({ partitions: 6, ...limits }, keys);
    expect(result.verdict).toBe("fail");
    expect(suggestionsOf(result)).not.toHaveProperty("more-partitions");
  });
});

it("no remedy is advised where the contract holds", () => {
  const remedies = ["salting", "split-off", "more-partitions", "shared-factor"];
  const passing = judged.filter(({ result }) => result.verdict === "pass");
  expect(passing.length).toBeGreaterThan(3);
  for (const { texts } of passing) {
    for (const remedy of remedies) expect(texts).not.toHaveProperty(remedy);
  }
});
