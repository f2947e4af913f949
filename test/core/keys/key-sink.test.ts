import { describe, expect, it } from "vitest";
import { UserError } from "#core/errors/user-error.ts";
import { type KeyDecoding, keyTextSink } from "#core/keys/key-sink.ts";
import { collector, type Found } from "./reading.ts";

function sunk(decoding: KeyDecoding, ...texts: readonly string[]): Found[] {
  const target = collector();
  const sink = keyTextSink(target, decoding);
  for (const text of texts) {
    const bytes = Buffer.from(`<${text}>`, "latin1");
    sink.add(bytes, 1, bytes.length - 1, 2);
  }
  sink.addNull(5);
  return target.found;
}

describe("keyTextSink", () => {
  it("passes strings on as bytes, invalid UTF-8 and a BOM included", () => {
    const texts = ["", "a", "\xff\xc3", "\xef\xbb\xbfa"];
    expect(sunk({ keyType: "string" }, ...texts)).toEqual([...texts.map((t) => [t, 2]), [null, 5]]);
  });

  it("serializes the text of other types", () => {
    expect(sunk({ keyType: "int" }, "258")).toEqual([
      ["\0\0\x01\x02", 2],
      [null, 5],
    ]);
  });

  it.each(["", "x", "\xff", "\xef\xbb\xbf42"])("refuses an int of the bytes %j", (text) => {
    expect(() => sunk({ keyType: "int" }, text)).toThrow(UserError);
  });

  it.each([
    ["NULL", ["NULL", "null", "NULL ", "NUL"], [null, "null", "NULL ", "NUL"]],
    ["", ["", "a"], [null, "a"]],
  ])("takes the null token %j for null", (nullToken, texts, keys) => {
    const found = sunk({ keyType: "string", nullToken }, ...texts);
    expect(found).toEqual([...keys.map((key) => [key, 2]), [null, 5]]);
  });

  it("compares the null token before it serializes", () => {
    const found = sunk({ keyType: "short", nullToken: "-" }, "-", "1");
    expect(found).toEqual([
      [null, 2],
      ["\0\x01", 2],
      [null, 5],
    ]);
  });
});
