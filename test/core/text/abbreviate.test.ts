import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { abbreviate } from "#core/text/abbreviate.ts";

const DEBEZIUM = [1, 2, 3].map(
  (id) =>
    `{"schema":{"type":"struct","fields":[{"type":"int32","optional":false,"field":"id"}]},"payload":{"id":${id}}}`,
);
const STREAMS = ["orders", "payments", "users"].map(
  (name) => `production:eu-west-1:tenant-7f3a9b:stream-events:${name}:v1`,
);

describe("abbreviate", () => {
  it("leaves out what Debezium's keys have in common, not the id", () => {
    expect(DEBEZIUM.map((key) => abbreviate(key, DEBEZIUM, 48))).toEqual(
      [1, 2, 3].map((id) => `{"schema":{…,"field":"id"}]},"payload":{"id":${id}}}`),
    );
  });

  it("leaves out what keys with a common beginning have in common", () => {
    for (const [i, name] of ["orders", "payments", "users"].entries()) {
      const shown = abbreviate(STREAMS[i] as string, STREAMS, 48);
      expect(shown).toMatch(/^production:…/);
      expect(shown).toContain(`:${name}:`);
    }
  });

  it("cuts the middle of a text that differs from others at the beginning", () => {
    expect(abbreviate("a".repeat(50) + "z".repeat(50), ["b"], 11)).toBe("aaaaaa…zzzz");
  });

  it("keeps a text that fits", () => {
    expect(abbreviate("short", ["shorter"], 5)).toBe("short");
  });

  it("shows different texts of the same length differently, and never half a character", () => {
    const unit = fc.constantFrom("a", "b", "é", "😀");
    const text = (size: number) => fc.string({ unit, minLength: size, maxLength: size });
    fc.assert(
      fc.property(
        text(60),
        text(1),
        text(1),
        text(40),
        fc.integer({ min: 16, max: 80 }),
        (a, x, y, z, most) => {
          fc.pre(x !== y && x.length === y.length);
          const [first, second] = [`${a}${x}${z}`, `${a}${y}${z}`];
          const shown = [
            abbreviate(first, [first, second], most),
            abbreviate(second, [second, first], most),
          ];
          for (const one of shown) {
            expect(one.length).toBeLessThanOrEqual(most);
            expect(one).not.toMatch(/\p{Cs}/u);
          }
          expect(shown[0]).not.toBe(shown[1]);
        },
      ),
    );
  });
});
