import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { fullKey, keyDisplay } from "#core/reports/key-display.ts";
import { utf8 } from "../../support/judge-keys.ts";

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

describe("a key in a report", () => {
  it("is its text where the text tells the bytes", () => {
    expect(fullKey(utf8("müller"), "string")).toEqual({ key: "müller" });
    expect(fullKey(new Uint8Array(0), "string")).toEqual({ key: "" });
    expect(fullKey(new Uint8Array([0xff, 0xfe]), "int").key_hex).toBeUndefined();
    expect(fullKey(new Uint8Array([0, 0, 1, 0]), "int")).toEqual({ key: "256" });
    expect(fullKey(new Uint8Array([0xca, 0xfe]), "bytes-hex")).toEqual({ key: "cafe" });
  });

  it("has its bytes too where it is no UTF-8, so that no two keys look alike", () => {
    const broken = fullKey(new Uint8Array([0x61, 0xff]), "string");
    const literal = fullKey(utf8("a\\xff"), "string");
    expect(broken).toEqual({ key: "a\\xff", key_hex: "61ff" });
    expect(literal).toEqual({ key: "a\\xff" });
  });

  it("keeps a BOM", () => {
    expect(fullKey(utf8("\uFEFFa"), "string").key).toBe("\uFEFFa");
  });

  it("is 16 digits of its SHA-256, or nothing, if asked to", () => {
    const key = utf8("someone@example.com");
    expect(keyDisplay("hash")(key, "string")).toEqual({
      key: `sha256:${sha256(key).slice(0, 16)}`,
    });
    expect(keyDisplay("none")(key, "string")).toEqual({ key: null });
    expect(keyDisplay("full")(key, "string")).toEqual({ key: "someone@example.com" });
  });
});
