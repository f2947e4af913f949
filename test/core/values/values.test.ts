import { describe, expect, it } from "vitest";
import { choice } from "#core/values/choice.ts";
import { count } from "#core/values/count.ts";
import { decimalNumber } from "#core/values/decimal.ts";
import { duration } from "#core/values/duration.ts";
import { share } from "#core/values/share.ts";
import { size } from "#core/values/size.ts";
import { readValue } from "#core/values/value.ts";

const MIB = 2 ** 20;

describe("a value is read the same at every door:", () => {
  it.each([
    ["count", count(), "48", 48],
    ["count", count(), " 1_000_000 ", 1_000_000],
    ["count", count(), "1e6", 1_000_000],
    ["count", count(), "12.0", 12],
    ["count", count(), "-3", -3],
    ["count", count(), "2.5", undefined],
    ["count", count(), "1e99", undefined],
    ["count", count({ min: 1, max: 64 }), "64", 64],
    ["count", count({ min: 1, max: 64 }), "65", undefined],
    ["count", count({ min: 1, max: 64 }), "0", undefined],
    ["count", count(), "", undefined],
    ["count", count(), "0x30", undefined],
    ["count", count(), "Infinity", undefined],
    ["count", count(), "1__0", undefined],
    ["count", count(), "_1", undefined],
    ["count", count(), "1 0", undefined],
    ["decimal", decimalNumber(), ".5", 0.5],
    ["decimal", decimalNumber(), "1.", 1],
    ["decimal", decimalNumber(), "2.5e-3", 0.0025],
    ["decimal", decimalNumber(), ".", undefined],
    ["decimal", decimalNumber(), "1e", undefined],
    ["decimal", decimalNumber(), "NaN", undefined],
    ["share", share(), "0.08", 0.08],
    ["share", share(), "1", 1],
    ["share", share(), "1.01", undefined],
    ["share", share(), "-0.1", undefined],
    ["share", share(), "8%", undefined],
    ["size", size(), "26214400", 25 * MIB],
    ["size", size(), "512M", 512 * MIB],
    ["size", size(), "1.5g", 1536 * MIB],
    ["size", size(), "25MiB", 25 * MIB],
    ["size", size(), "25MB", 25 * MIB],
    ["size", size(), "1T", 2 ** 40],
    ["size", size(), "100B", 100],
    ["size", size(), "1e6", 1_000_000],
    ["size", size(), "100iB", undefined],
    ["size", size(), "10X", undefined],
    ["size", size(), "10 MB/s", undefined],
    ["size", size(), "M", undefined],
    ["size", size({ min: MIB }), "1023K", undefined],
    ["duration in seconds", duration("s"), "90", 90],
    ["duration in seconds", duration("s"), "2.0", 2],
    ["duration in seconds", duration("s"), "500ms", 0.5],
    ["duration in seconds", duration("s"), "2m", 120],
    ["duration in days", duration("d"), "7", 7],
    ["duration in days", duration("d"), "12h", 0.5],
    ["duration in days", duration("d", { max: 7 }), "8d", undefined],
    ["duration in days", duration("d"), "7w", undefined],
    ["duration in days", duration("d"), "d", undefined],
    ["choice", choice(["full", "hash"]), "hash", "hash"],
    ["choice", choice(["full", "hash"]), "Hash", undefined],
    ["choice", choice(["full", "hash"]), "", undefined],
  ])("%s %o %j", (_, kind, text, value) => {
    expect(kind.read(text)).toBe(value);
  });
});

describe("what is not of its kind is refused", () => {
  it.each([
    [count({ min: 1, max: 64 }), "x", "--n x is not a whole number from 1 to 64"],
    [count({ min: 1 }), "0", "--n 0 is not a whole number of 1 or more"],
    [count(), "", '--n "" is not a whole number'],
    [share(), "2", "--n 2 is not a share from 0 to 1, such as 0.08"],
    [duration("s", { max: 9 }), "10", "--n 10 is not a time of at most 9 seconds"],
    [choice(["full", "hash"]), "ful", 'unknown --n "ful"; did you mean "full"?'],
  ])("%o %j", (kind, text, what) => {
    expect(() => readValue<number | string>(kind, text, { name: "--n" })).toThrow(what);
  });

  it("at once, however long it is", () => {
    const long = `${"1".repeat(100_000)}x`;
    for (const kind of [count(), size(), duration("s")]) expect(kind.read(long)).toBeUndefined();
  });
});
