import { describe, expect, it } from "vitest";
import { UserError } from "#core/errors/user-error.ts";
import { ByteBuffer } from "#core/keys/byte-buffer.ts";
import { parseCount } from "#core/keys/count.ts";

function countOf(text: string): number {
  const digits = new ByteBuffer();
  const bytes = Buffer.from(text);
  digits.append(bytes, 0, bytes.length);
  return parseCount(digits);
}

describe("parseCount", () => {
  it.each([
    ["0", 0],
    ["7", 7],
    ["007", 7],
    ["0000000000000000000000000012", 12],
    ["9007199254740991", Number.MAX_SAFE_INTEGER],
    ["1.0", 1],
    ["600.00", 600],
    ["1,234,567", 1234567],
  ])("%s is %d", (text, count) => {
    expect(countOf(text)).toBe(count);
  });

  it.each([
    ...[
      "",
      " ",
      " 1",
      "1 ",
      "1\n",
      "1\r",
      "+1",
      "-1",
      "-0",
      "1.500",
      "1.5",
      "1e3",
      "0x10",
      "1,000",
    ],
    ...[
      "6.000",
      "1E+05",
      "1,23",
      "12,3456,789",
      "1_000",
      "1:",
      "1/",
      "٣",
      "NaN",
      "Infinity",
      "null",
      "9007199254740992",
      "9".repeat(400),
    ],
  ])("refuses %j", (text) => {
    expect(() => countOf(text)).toThrow(UserError);
    expect(() => countOf(text)).toThrow(/^the count is not a whole number/);
  });
});
