import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UserError } from "#core/errors/user-error.ts";
import { hexFromBytes, type KeyType, serializeKey, showKeyText } from "#core/keys/key-type.ts";
import { anyText, javaUtf8 } from "./reading.ts";

interface SerializedKeys {
  readonly keys: readonly { key_type: KeyType; text: string; hex: string }[];
  readonly rejected: readonly { key_type: KeyType; text: string }[];
}

const file = new URL("../../../fixtures/vectors/serialized-keys.json", import.meta.url);
const vectors: SerializedKeys = JSON.parse(readFileSync(file, "utf8"));
const types = [...new Set(vectors.keys.map(({ key_type }) => key_type))];

describe("serializeKey", () => {
  it("writes the bytes that Kafka's serializers write", () => {
    const actual = vectors.keys.map(({ key_type, text }) => {
      return { key_type, text, hex: hexFromBytes(serializeKey(key_type, text)) };
    });
    expect(actual).toEqual(vectors.keys);
  });

  it("refuses what Java's parsers refuse", () => {
    const accepted = vectors.rejected.filter(({ key_type, text }) => !refuses(key_type, text));
    // Forms of other systems, whose bytes are beyond doubt.
    expect(accepted.map(({ text }) => text)).toEqual([
      "0x00",
      "{123e4567-e89b-12d3-a456-426614174000}",
    ]);
  });

  it.each<[KeyType, string, string]>([
    ["bytes-hex", "0x00fF", "00ff"],
    ["bytes-hex", "\\x00ff", "00ff"],
    ["bytes-hex", "\\\\x00ff", "00ff"],
    ["bytes-hex", "0x", ""],
    [
      "uuid",
      "{123E4567-e89b-12d3-a456-426614174000}",
      Buffer.from("123e4567-e89b-12d3-a456-426614174000").toString("hex"),
    ],
  ])("as %s takes %s as other systems write it", (type, text, hex) => {
    expect(Buffer.from(serializeKey(type, text)).toString("hex")).toBe(hex);
  });

  it.each(["strnig", "", "__proto__", "toString"])("refuses the key_type %j", (type) => {
    expect(() => serializeKey(type as KeyType, "a")).toThrow(UserError);
    expect(() => serializeKey(type as KeyType, "a")).toThrow(`unknown key_type "${type}"`);
  });

  it("says that an empty key may stand for null", () => {
    let failure: unknown;
    try {
      serializeKey("int", "");
    } catch (error) {
      failure = error;
    }
    expect((failure as UserError).message).toContain("an empty key is not of key_type int");
    expect((failure as UserError).parts.next).toContain('null_token: ""');
  });

  it.each<[KeyType, number]>([
    ["short", 16],
    ["int", 32],
    ["long", 64],
  ])("takes exactly the whole numbers that a %s holds", (type, bits) => {
    const least = -(2n ** BigInt(bits - 1));
    const most = -least - 1n;
    const around = fc.bigInt({ min: least * 2n, max: most * 2n });
    const edge = fc.constantFrom(least - 1n, least, -1n, 0n, most, most + 1n);
    fc.assert(
      fc.property(fc.oneof(around, edge), (value) => {
        if (value < least || value > most) {
          expect(() => serializeKey(type, String(value))).toThrow(UserError);
        } else {
          const expected = BigInt.asUintN(bits, value)
            .toString(16)
            .padStart(bits / 4, "0");
          expect(hexFromBytes(serializeKey(type, String(value)))).toBe(expected);
        }
      }),
    );
  });

  it("writes a string of any text as Java does", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(hexFromBytes(serializeKey("string", text))).toBe(javaUtf8(text).toString("hex"));
      }),
    );
  });
});

const bytes = fc.uint8Array({ maxLength: 40 });

/** Bytes that the serializer of each type can have written. */
const serialized: Record<KeyType, fc.Arbitrary<Uint8Array>> = {
  string: anyText.map((text) => serializeKey("string", text)),
  "bytes-hex": bytes,
  "bytes-base64": bytes,
  short: fc.uint8Array({ minLength: 2, maxLength: 2 }),
  int: fc.uint8Array({ minLength: 4, maxLength: 4 }),
  long: fc.uint8Array({ minLength: 8, maxLength: 8 }),
  float: fc.float({ noNaN: true }).map((value) => {
    const key = Buffer.alloc(4);
    key.writeFloatBE(value);
    return key;
  }),
  double: fc.double({ noNaN: true }).map((value) => {
    const key = Buffer.alloc(8);
    key.writeDoubleBE(value);
    return key;
  }),
  boolean: fc.constantFrom(Uint8Array.of(0), Uint8Array.of(1)),
  uuid: fc.uuid().map((text) => serializeKey("uuid", text)),
};

describe("showKeyText", () => {
  it.each(types)("shows a %s as the text it is serialized from", (type) => {
    fc.assert(
      fc.property(serialized[type], (key) => {
        const text = showKeyText(type, key);
        expect(hexFromBytes(serializeKey(type, text))).toBe(hexFromBytes(key));
      }),
      { numRuns: 1000 },
    );
  });

  it("shows the vectors' bytes as a text of the same bytes", () => {
    const actual = vectors.keys.map((vector) => {
      const text = showKeyText(vector.key_type, Buffer.from(vector.hex, "hex"));
      return { ...vector, hex: hexFromBytes(serializeKey(vector.key_type, text)) };
    });
    expect(actual).toEqual(vectors.keys);
  });

  it.each<[KeyType, string]>([
    ["float", "0.1"],
    ["float", "-0.0"],
    ["float", "16777216"],
    ["float", "1.0000001"],
    ["float", "0.101755545"],
    ["double", "0.1"],
    ["double", "-0.0"],
    ["long", "-9223372036854775808"],
    ["uuid", "123e4567-e89b-12d3-a456-426614174000"],
    ["string", "日本"],
    ["string", "\ufeffbom"],
    ["bytes-hex", "00ff"],
    ["bytes-base64", "AP8="],
  ])("shows a %s as %j", (type, text) => {
    expect(showKeyText(type, serializeKey(type, text))).toBe(text);
  });

  it("shows bytes that are not UTF-8 with escapes", () => {
    expect(showKeyText("string", Buffer.from("a\xff\x80", "latin1"))).toBe("a\\xff\\x80");
  });

  // A producer may send bytes that its serializer never writes; a report must still show them.
  it.each(types)("shows a %s of a wrong length", (type) => {
    for (const key of [Uint8Array.of(), Uint8Array.of(0xff), new Uint8Array(9)]) {
      expect(typeof showKeyText(type, key)).toBe("string");
    }
  });
});

describe("a long key", () => {
  it.each<KeyType>(["string", "bytes-hex", "bytes-base64"])("of type %s is shown", (type) => {
    const key = new Uint8Array(256 * 1024).fill(0x61);
    expect(Buffer.compare(serializeKey(type, showKeyText(type, key)), key)).toBe(0);
  });

  it("is serialized, though a line of hex be 9 MiB", () => {
    const text = "61".repeat(4.5 * 1024 * 1024);
    expect(serializeKey("bytes-hex", text)).toHaveLength(text.length / 2);
  });
});

function refuses(type: KeyType, text: string): boolean {
  try {
    serializeKey(type, text);
    return false;
  } catch (error) {
    return error instanceof UserError && error.message.includes(`is not of key_type ${type}`);
  }
}
