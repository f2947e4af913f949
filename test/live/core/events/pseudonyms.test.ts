import { createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seededRandom } from "#core/measures/random.ts";
import { permuted } from "#live/core/events/permutation.ts";
import { Pseudonyms } from "#live/core/events/pseudonyms.ts";

const digest = (text: string) =>
  createHmac("sha256", "a secret of the tests").update(text).digest();
const made = () => new Pseudonyms(digest, { numbers: true });
const pseudonyms = made();
const replaced = (text: string) => pseudonyms.text("userId", text);

/** Letters of several scripts in both cases, digits, blanks, punctuation, marks and emoji. */
const text = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ..."abzABZ019 -_:@.",
        "é",
        "É",
        "ß",
        "ж",
        "Ж",
        "漢",
        "字",
        "ん",
        "\u0301",
        "😀",
      ),
      fc.string({ unit: "grapheme", maxLength: 2 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(""));

/** Letters whose lower case leads back; in Greek, it depends on where a letter is. */
const isSimple = (value: string) =>
  [...value].every((one) => {
    const lower = one.toLowerCase();
    return lower === one || lower.toUpperCase() === one;
  }) && !/\p{Script=Greek}/u.test(value);

describe("Pseudonyms", () => {
  it("are different for different texts, and equal for equal ones, with another instance too", () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(replaced(a) === replaced(b)).toBe(a === b);
        expect(made().text("userId", a)).toBe(replaced(a));
      }),
    );
    // Texts that are nearly equal.
    const close = fc.string({ unit: fc.constantFrom("a", "A", "b", "1", " ", ":"), maxLength: 4 });
    fc.assert(
      fc.property(close, close, (a, b) => {
        expect(replaced(a) === replaced(b)).toBe(a === b);
      }),
    );
  });

  it("have a common beginning where the texts do, of the same length", () => {
    fc.assert(
      fc.property(text, text, text, (start, a, b) => {
        const [one, other] = [replaced(start + a), replaced(start + b)];
        expect(one.length).toBe(start.length + a.length);
        expect(other.slice(0, start.length)).toBe(one.slice(0, start.length));
        expect(one.startsWith(replaced(start))).toBe(true);
      }),
    );
  });

  it("are trimmed, split and put in lower case as the texts are", () => {
    fc.assert(
      fc.property(text, (value) => {
        expect(replaced(` ${value}\t`)).toBe(` ${replaced(value)}\t`);
        expect(replaced(value).split(":").length).toBe(value.split(":").length);
        expect(replaced(value.replaceAll("-", ""))).toBe(replaced(value).replaceAll("-", ""));
      }),
    );
    fc.assert(
      fc.property(text.filter(isSimple), (value) => {
        expect(replaced(value).toLowerCase()).toBe(replaced(value.toLowerCase()));
      }),
    );
  });

  it("have letters and digits of the same classes, and everything else as it is", () => {
    expect(replaced("Ab-12 :\u0301😀")).toMatch(/^[A-Z][a-z]-[0-9]{2} :\u0301😀$/u);
    expect(replaced("ЖжÉé")).toMatch(/^\p{Script=Cyrillic}{2}\p{Script=Latin}{2}$/u);
    expect(replaced("Жж")).toMatch(/^\p{Lu}\p{Ll}$/u);
    expect(replaced("漢字ん٣")).toMatch(/^\p{Script=Han}{2}\p{Script=Hiragana}[٠-٩]$/u);
    expect(replaced("")).toBe("");
  });

  it("depend on the secret and the field", () => {
    const value = "customer-0042-Berlin";
    const other = new Pseudonyms((one) => createHmac("sha256", "another").update(one).digest(), {
      numbers: false,
    });
    const all = [
      value,
      replaced(value),
      pseudonyms.text("name", value),
      other.text("userId", value),
    ];
    expect(new Set(all).size).toBe(4);
  });

  it("are numbers of as many digits for numbers, only where these are replaced", () => {
    const numbers = Array.from({ length: 2000 }, (_, i) => String(i));
    const results = numbers.map((one) => pseudonyms.number("id", one));
    expect(new Set(results).size).toBe(2000);
    results.forEach((one, i) => {
      expect(String(JSON.parse(one))).toBe(one);
      expect(one).toHaveLength((numbers[i] as string).length);
    });
    expect(pseudonyms.number("id", "-12.50e+10")).toMatch(/^-[1-9]\d\.\d\de\+10$/);
    expect(pseudonyms.number("id", "0")).toBe("0");
    expect(pseudonyms.number("id", "12345678901234567890")).toMatch(/^[1-9]\d{19}$/);
    expect(new Pseudonyms(digest, { numbers: false }).number("id", "42")).toBe("42");
  });
});

/** How many records each key has, the most first: what a spread of keys depends on. */
function countsOf(keys: readonly string[]): number[] {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts.values()].sort((a, b) => b - a);
}

const codes = Array.from({ length: 249 }, (_, i) => {
  return String.fromCharCode(65 + (i % 26), 65 + Math.floor(i / 26));
});

describe("Faults of key code that real events show", () => {
  const random = seededRandom(1);
  const any = <T>(all: readonly T[]) => all[Math.floor(random() ** 2 * all.length)] as T;
  const users = Array.from(
    { length: 3000 },
    (_, i) => `Customer-${String(i * 7919).padStart(8, "0")}`,
  );
  const spellings = [(id: string) => id, (id: string) => ` ${id.toLowerCase()} `];
  const events = Array.from({ length: 20_000 }, () => ({
    userId: any(spellings)(any(users)),
    country: any(codes),
    tenant: `tenant-${Math.floor(random() * 5)}`,
  }));
  const pseudonymous = events.map(({ userId, country, tenant }) => ({
    userId: replaced(userId),
    country: pseudonyms.text("country", country),
    tenant: pseudonyms.text("tenant", tenant),
  }));
  type Event = (typeof events)[number];
  it.each<[fault: string, keyFor: (event: Event) => string, right: (event: Event) => string]>([
    ["low cardinality", (e) => e.country, (e) => e.userId],
    ["normalization", (e) => e.userId, (e) => e.userId.trim().toLowerCase()],
    ["composite prefix", (e) => e.tenant, (e) => `${e.tenant}:${e.userId.trim()}`],
    ["substring(0, 8)", (e) => e.userId.substring(0, 8), (e) => e.userId.trim().toUpperCase()],
  ])("%s", (_, keyFor, right) => {
    for (const key of [keyFor, right]) {
      expect(countsOf(pseudonymous.map(key))).toEqual(countsOf(events.map(key)));
    }
    expect(countsOf(events.map(keyFor))).not.toEqual(countsOf(events.map(right)));
  });

  it("249 codes of two letters stay 249 codes of two letters", () => {
    const all = codes.map((code) => pseudonyms.text("country", code));
    expect(new Set(all).size).toBe(249);
    for (const code of all) expect(code).toMatch(/^[A-Z]{2}$/);
    expect(all.filter((code, i) => code === codes[i]).length).toBeLessThan(20);
  });
});

it("A permutation is one of all indices", () => {
  for (const size of [1, 2, 9, 10, 26, 27, 100, 1000, 20_992]) {
    const bytes = digest(String(size));
    const all = Array.from({ length: size }, (_, i) => permuted(i, size, bytes));
    expect(new Set(all).size).toBe(size);
    expect(Math.max(...all)).toBe(size - 1);
  }
});
