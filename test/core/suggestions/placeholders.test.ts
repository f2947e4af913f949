import { describe, expect, it } from "vitest";
import { serializeKey } from "#core/keys/key-type.ts";
import { keyDisplay } from "#core/reports/key-display.ts";
import { keyNames } from "#core/reports/key-names.ts";
import { suggestionText } from "#core/reports/suggestion-text.ts";
import {
  type Counted,
  type Fields,
  judgeKeys,
  numbered,
  suggestionsOf,
  utf8,
} from "../../support/judge-keys.ts";

const FIELDS: Fields = { partitions: 48, max_partition_share: 0.1 };
const suggest = (keys: Counted[], fields: Partial<Fields> = {}) =>
  suggestionsOf(judgeKeys({ ...FIELDS, ...fields }, keys));
const withKeys = (...keys: Counted[]): Counted[] => [...keys, ...numbered(9000)];
const PLACEHOLDERS = [
  ...["null", "NULL", "undefined", "None", "nil", "NaN", "N/A", "unknown", "anonymous", "{}"],
  ...["[]", "[object Object]", "\\N", "00000000-0000-0000-0000-000000000000", "0", "-1"],
];

describe("placeholder-keys", () => {
  it.each(PLACEHOLDERS)("names %s instead of salting it or splitting it off", (text) => {
    const found = suggest(withKeys([text, 4000]));
    expect(found["placeholder-keys"]).toContain(
      `Placeholder keys: 4,000 records (30.77 %) have a key that says that there is no value: ${JSON.stringify(text)} (30.77 %).`,
    );
    expect(found["placeholder-keys"]).toContain("Fix the code that creates the key");
    expect(found).not.toHaveProperty("salting");
    expect(found).not.toHaveProperty("split-off");
    expect(Object.keys(found)[0]).toBe("placeholder-keys");
  });

  it.each(PLACEHOLDERS)("finds %s as the last part of composite keys", (text) => {
    const found = suggest(withKeys([`eu:user:${text}`, 4000]));
    expect(found["placeholder-keys"]).toContain(
      `keys that end in ${JSON.stringify(`:${text}`)} (30.77 %)`,
    );
    expect(found["placeholder-keys"]).not.toContain("eu:user");
    expect(found).not.toHaveProperty("salting");
  });

  it.each([
    ['{"id":null}', ":null}"],
    ['{"id":{}}', ":{}}"],
    ['{"tenant":{"ids":[]}}', ":[]}}"],
    ["orders | null", "| null"],
    ["tenant: unknown", ": unknown"],
    ['{"tenant": "a", "id": null }', " null }"],
    ['{"id":"null"}', '"null"}'],
    ['{"key":"user:undefined"}', ':undefined"}'],
    ['["eu","N/A"]', '"N/A"]'],
    ['{"schema":{"type":"struct"},"payload":{"id":NaN}}', ":NaN}}"],
    ['"unknown"', '"unknown"'],
  ])("finds the last value of %s", (text, shown) => {
    const found = suggest(withKeys([text, 4000]));
    expect(found["placeholder-keys"]).toContain(
      `keys that end in ${JSON.stringify(shown)} (30.77 %)`,
    );
    expect(found).not.toHaveProperty("salting");
    expect(found).not.toHaveProperty("split-off");
  });

  it.each(['{"id":"nonnull"}', '{"null":1}', '{"id":"a","b":"x null"}', "}", '"', "[]]"])(
    "does not find one in %s",
    (text) => {
      expect(suggest(withKeys([text, 4000]))).not.toHaveProperty("placeholder-keys");
    },
  );

  it("finds a 0 that stands out in JSON", () => {
    const keys = numbered(9000).map(([, count], i): Counted => [`{"id":${i + 1}}`, count]);
    expect(suggest([['{"id":0}', 4000], ...keys])["placeholder-keys"]).toContain(
      'keys that end in ":0}" (30.77 %)',
    );
  });

  it("adds up composite keys that are cold one by one", () => {
    const keys = numbered(1000).map(([key]): Counted => [`${key}|null`, 1]);
    expect(suggest([...keys, ...numbered(9000)])["placeholder-keys"]).toMatch(
      /^Placeholder keys: 1,000 records \(10 %\) .* keys that end in "\|null" \(10 %\)\. /,
    );
  });

  it("names null_token only for what an export may write for a null key", () => {
    const text = (key: string) => suggest(withKeys([key, 900]))["placeholder-keys"];
    expect(text("\\N")).toContain('If only your export writes "\\\\N" for a null key');
    expect(text("\\N")).toContain('set null_token to "\\\\N".');
    expect(text("unknown")).not.toContain("null_token");
    expect(text("a:null")).not.toContain("null_token");
  });

  it("speaks up from 1 % of the records, though the contract holds", () => {
    expect(suggest(withKeys(["null", 91]))).toHaveProperty("placeholder-keys");
    expect(suggest(withKeys(["null", 80]))).not.toHaveProperty("placeholder-keys");
  });

  it("speaks up below 1 % where the key would be salted otherwise", () => {
    const keys: Counted[] = [["null", 80], ...numbered(9000)];
    const found = suggest(keys, { partitions: 250, max_partition_share: 0.0083 });
    expect(found).toHaveProperty("placeholder-keys");
    expect(found).not.toHaveProperty("salting");
  });

  it.each<[string, Counted[]]>([
    ["codes from 0 to 9", numbered(10, 1000, "")],
    ["numbers of shards", numbered(12, 900, "eu:")],
    ["salted keys", [...numbered(8, 500, "US#"), ...numbered(5000)]],
    [
      "flags",
      [
        ["0", 9000],
        ["1", 100],
      ],
    ],
    ["a hot id with the number 0", withKeys(["order-0", 900])],
    ["decimals", withKeys(["5.0", 900])],
    ["words that only end like one", withKeys(["Hanan", 900], ["xnull", 900])],
    ["ids that end in 0 like others", withKeys(["order-1000", 900])],
  ])("is silent about %s", (_, keys) => {
    expect(suggest(keys)).not.toHaveProperty("placeholder-keys");
  });

  it.each(["short", "int", "long", "float", "double"] as const)("knows 0 as a %s", (key_type) => {
    const number = (n: number) => serializeKey(key_type, String(n));
    const ids = Array.from({ length: 5000 }, (_, i): Counted => [number(i + 1), 1]);
    const found = suggest([[number(0), 400], ...ids], { key_type });
    expect(found["placeholder-keys"]).toContain('no value: "0" (7.41 %)');
    expect(suggest(ids, { key_type })).not.toHaveProperty("placeholder-keys");
  });

  it.each<["full" | "hash" | "none", boolean]>([
    ["full", true],
    ["hash", true],
    ["none", false],
  ])("shows the text with --show-keys %s: %s", (mode, isShown) => {
    const result = judgeKeys(FIELDS, withKeys(["private:null", 900], ["null", 9]));
    const [first] = result.suggestions.filter(({ id }) => id === "placeholder-keys");
    const text = first && suggestionText(first, keyNames(result, keyDisplay(mode)));
    expect(text?.includes('":null"')).toBe(isShown);
    expect(text).not.toContain("private");
    expect(text).toContain("Fix the code");
  });

  it("says the same whatever the order and case of the keys", () => {
    const keys = withKeys(["null", 100], ["NULL", 100], ["a:Null", 80], ["b:null", 80]);
    const text = suggest(keys)["placeholder-keys"];
    expect(text).toContain('"NULL" (2.14 %), keys that end in ":Null" (1.71 %)');
    expect(suggest([...keys].reverse())["placeholder-keys"]).toBe(text);
  });

  it("is found among bytes, and no sample's digests are mistaken for one", () => {
    const bytes: Counted[] = withKeys([utf8("null"), 900]);
    expect(suggest(bytes, { key_type: "bytes-base64" })["placeholder-keys"]).toContain(
      '"bnVsbA=="',
    );
  });
});
