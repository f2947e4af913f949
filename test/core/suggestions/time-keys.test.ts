import { describe, expect, it } from "vitest";
import { serializeKey } from "#core/keys/key-type.ts";
import { timeInKey } from "#core/keys/time-in-key.ts";
import {
  type Counted,
  judgeKeys,
  numbered,
  suggestionsOf,
  utf8,
} from "../../support/judge-keys.ts";

const timeOf = (text: string) => timeInKey(utf8(text), 0, utf8(text).length, "string");
const START_MS = Date.UTC(2026, 10, 28);
const minutes = (text: (date: Date) => string, count = 500): Counted[] =>
  Array.from({ length: count }, (_, i) => [text(new Date(START_MS + i * 60_000)), 30]);
const hintOf = (keys: Counted[], fields = {}) =>
  suggestionsOf(judgeKeys({ partitions: 12, ...fields }, keys));

describe("a time in a key", () => {
  it.each([
    ["2026-11-28", "2026-11-28"],
    ["2026-11-28T10:15", "2026-11-28T10:15"],
    ["eu:2026-11-28 10:15:00.123Z", "2026-11-28 10:15:00.123Z"],
    ["2022-11-23T00042", "2022-11-23T00042"],
    ["20261128", "20261128"],
    ["tenant-7|202611281015", "202611281015"],
    ["1795827600", "1795827600"],
    ["sampler-3:1795827600123", "1795827600123"],
    ["1795827600123456", "1795827600123456"],
  ])("is found: %s", (key, time) => expect(timeOf(key)).toBe(time));

  it.each([
    "user-12345",
    "20261328",
    "202601150004215",
    "20260115001",
    "order-179582",
    "9795827600",
    "17958276001",
    "a1795827600",
    "3f2504e0-4f89-11d3-9a0c-0305e82c3301",
    "507f1f77bcf86cd799439011",
    "01ARZ3NDEKTSV4RRFFQ69G5FAV",
  ])("is not found: %s", (key) => expect(timeOf(key)).toBeUndefined());
});

describe("keys that change with time", () => {
  const iso = minutes((date) => date.toISOString().slice(0, 16));

  it.each<[string, Counted[], object]>([
    ["minutes in ISO 8601", iso, {}],
    ["dates", minutes((date) => date.toISOString().slice(0, 10).replaceAll("-", ""), 9000), {}],
    ["epoch seconds", minutes((date) => String(date.getTime() / 1000)), {}],
    ["a part of a key", minutes((date) => `sampler-${date.getTime() % 7}:${date.getTime()}`), {}],
    [
      "numbers of 64 bits",
      iso.map(([text]) => [serializeKey("long", String(Date.parse(`${text}Z`))), 30]),
      { key_type: "long" },
    ],
  ])("are worth a line: %s", (_, keys, fields) => {
    expect(hintOf(keys, fields)["time-keys"]).toMatch(
      /100 % of the keys are or contain .* set window and max_window_share .* \(time_column\)\.$/,
    );
  });

  it("are counted in words that agree", () => {
    expect(hintOf(iso)["time-keys"]).toContain("with 1 different key at each on average");
    const pairs = iso.flatMap(([text]): Counted[] => [
      [`${text}/a`, 9],
      [`${text}/b`, 9],
    ]);
    expect(hintOf(pairs)["time-keys"]).toContain("with 2 different keys at each on average");
  });

  it("are not advised to be cut less or to get more partitions", () => {
    const hints = hintOf(iso, {
      max_partition_share: 0.085,
      max_gini: 0.02,
      min_unique_keys: 5000,
    });
    expect(hints).not.toHaveProperty("truncation");
    expect(hints).not.toHaveProperty("more-partitions");
    const codes: Counted[] = Array.from({ length: 500 }, (_, i) => [`code-${10_000_000 + i}`, 30]);
    expect(hintOf(codes, { min_unique_keys: 5000 })).toHaveProperty("truncation");
  });

  it("are not reported where each time has many keys, or few keys have a time", () => {
    const users = numbered(2000, 3, "2026-11-28:user-");
    const next = numbered(2000, 3, "2026-11-29:user-");
    expect(hintOf([...users, ...next])).not.toHaveProperty("time-keys");
    expect(hintOf([...numbered(500, 30), ...iso])).not.toHaveProperty("time-keys");
    expect(hintOf(numbered(5000))).not.toHaveProperty("time-keys");
  });
});
