import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseFloat32 } from "#core/keys/float32.ts";

const INFINITE_BITS = 0x7f800000;
/** Bits of every finite float from 0 on, in ascending order. */
const floatBits = fc.oneof(
  fc.integer({ min: 0, max: INFINITE_BITS - 1 }),
  fc.constantFrom(0, 1, 0x007fffff, 0x00800000, 0x3f800000, INFINITE_BITS - 1),
);

function floatOf(bits: number): number {
  const view = new DataView(new ArrayBuffer(4));
  view.setUint32(0, bits);
  return view.getFloat32(0);
}

/** The double between two neighbours; above the last float, rounding takes 2^128 for Infinity. */
function midpointAbove(bits: number): number {
  const upper = bits + 1 === INFINITE_BITS ? 2 ** 128 : floatOf(bits + 1);
  return floatOf(bits) / 2 + upper / 2;
}

/** value = digits · 10^exponent, exactly. */
function exactDecimal(value: number): { digits: bigint; exponent: number } {
  let twos = 0;
  let scaled = value;
  for (; !Number.isInteger(scaled); twos++) scaled *= 2;
  return { digits: BigInt(scaled) * 5n ** BigInt(twos), exponent: -twos };
}

/** Writes digits · 10^exponent with the point somewhere. */
function decimalText(digits: bigint, exponent: number, point: number): string {
  const text = String(digits);
  const whole = text.slice(0, point);
  const fraction = text.slice(point);
  return `${whole}.${fraction}e${exponent + fraction.length}`;
}

describe("parseFloat32", () => {
  it("rounds right beside and on the middle of two floats", () => {
    const sides = fc.constantFrom(-1n, 0n, 1n);
    const point = fc.integer({ min: 1, max: 200 });
    fc.assert(
      fc.property(floatBits, sides, fc.boolean(), point, (bits, side, negative, point) => {
        const { digits, exponent } = exactDecimal(midpointAbove(bits));
        const text = decimalText(digits * 10n ** 30n + side, exponent - 30, point);
        const even = bits % 2 === 0 ? bits : bits + 1;
        const nearest = floatOf(side === 0n ? even : side < 0n ? bits : bits + 1);
        expect(parseFloat32(negative ? `-${text}` : text)).toBe(negative ? -nearest : nearest);
      }),
      { numRuns: 2000 },
    );
  });

  it("takes a float's own text as it is", () => {
    fc.assert(
      fc.property(floatBits, (bits) => {
        expect(parseFloat32(String(floatOf(bits)))).toBe(floatOf(bits));
      }),
    );
  });

  it.each([
    ["0", 0],
    ["-0", -0],
    ["+.5", 0.5],
    ["5.", 5],
    ["16777217", 16777216],
    ["16777217.0000000001", 16777218],
    ["1e39", Number.POSITIVE_INFINITY],
    ["-1e400", Number.NEGATIVE_INFINITY],
    ["-1e-400", -0],
  ])("%s is %d", (text, value) => {
    expect(parseFloat32(text)).toBe(value);
  });
});
