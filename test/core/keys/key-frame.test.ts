import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { UserError } from "#core/errors/user-error.ts";
import { type KeyFrame, schemaIdOf, withoutSchemaId } from "#core/keys/key-frame.ts";
import { isPlain, keyTextSink } from "#core/keys/key-sink.ts";
import { hexFromBytes, serializeKey } from "#core/keys/key-type.ts";
import { partitionFor } from "#core/partition-for.ts";
import { utf8 } from "../../support/judge-keys.ts";

function fixture(name: string) {
  const file = new URL(`../../../fixtures/vectors/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, "utf8"));
}

/** What reaches the table of a key of hexadecimal digits, in hexadecimal digits. */
function counted(hex: string, keyFrame?: KeyFrame): string {
  const found: string[] = [];
  const sink = keyTextSink(
    {
      add: (bytes, start, end) => found.push(hexFromBytes(bytes.subarray(start, end))),
      addNull: () => found.push("null"),
    },
    { keyType: "bytes-hex", keyFrame },
  );
  const text = utf8(`x${hex}y`);
  sink.add(text, 1, text.length - 1, 1);
  return found.join();
}

interface WindowedKey {
  readonly window: "time" | "session";
  readonly hex: string;
  readonly inner_hex: string;
  readonly partitions: readonly number[];
  readonly if_hashed_whole: readonly number[];
}

const windowed: { partition_counts: number[]; keys: WindowedKey[] } = fixture("windowed-keys");
const framed = fixture("framed-keys");

describe("windowed keys of Kafka Streams", () => {
  it.each(windowed.keys)("$hex is placed as its inner key", (one) => {
    const { window, hex, inner_hex, partitions, if_hashed_whole } = one;
    const frame = window === "time" ? "windowed" : "windowed-session";
    expect(counted(hex, frame)).toBe(inner_hex);
    const placesOf = (digits: string) =>
      windowed.partition_counts.map((count) =>
        partitionFor(serializeKey("bytes-hex", digits), count),
      );
    expect(placesOf(counted(hex, frame))).toEqual(partitions);
    expect(placesOf(counted(hex))).toEqual(if_hashed_whole);
  });

  it.each([
    ["windowed", "00000000000000", "the key has 7 bytes, but a windowed key ends with 8 bytes"],
    [
      "windowed-session",
      `${"00".repeat(15)}`,
      "the key has 15 bytes, but a windowed key ends with 16",
    ],
  ] as const)("that are shorter than their window are refused: %s", (frame, hex, what) => {
    expect(() => counted(hex, frame)).toThrow(UserError);
    expect(() => counted(hex, frame)).toThrow(what);
  });

  it("are no plain text", () => {
    expect(isPlain({ keyType: "string", keyFrame: "windowed" })).toBe(false);
    expect(isPlain({ keyType: "string", keyFrame: "confluent" })).toBe(true);
  });
});

interface FramedKey {
  readonly format: string;
  readonly schema_id: number | string;
  readonly key: unknown;
  readonly hex: string;
  readonly java_murmur2: readonly number[];
  readonly crc32: readonly number[];
}

/** Bytes of the message index by Protobuf message: the first one, the second, and one inside the second. */
const INDEX_BYTES: Readonly<Record<string, number>> = {
  "protobuf-OrderKey": 1,
  "protobuf-CustomerKey": 2,
  "protobuf-CustomerKey.Inner": 3,
};

/** A message without fields is shown as its index: nothing else is left. */
function shownOf({ format, key, hex }: FramedKey): string {
  const indexBytes = key === "" ? 0 : (INDEX_BYTES[format] ?? 0);
  return hex.slice(2 * (5 + indexBytes));
}

describe("keys with the frame of a Schema Registry", () => {
  it.each<FramedKey>(framed.keys)("$format, schema id $schema_id, $key", (one) => {
    const key = serializeKey("bytes-hex", one.hex);
    const hasId = typeof one.schema_id === "number";
    expect(schemaIdOf(key, 0, key.length)).toBe(hasId ? one.schema_id : -1);
    expect(hexFromBytes(withoutSchemaId(key))).toBe(hasId ? shownOf(one) : one.hex);
    expect(counted(one.hex, "confluent")).toBe(one.hex);
    const places = (partitioner: "murmur2" | "crc32") =>
      framed.partition_counts.map((count: number) => partitionFor(key, count, partitioner));
    expect(places("murmur2")).toEqual(one.java_murmur2);
    expect(places("crc32")).toEqual(one.crc32);
  });

  it.each([
    ["text after a message index", "006f726465722d31", "6f726465722d31"],
    ["a message of every wire type", "00089601110102030405060708120161250a0b0c0d", ""],
    ["a field that is cut off", "000a07757365", undefined],
    ["a number that is cut off", "000880", undefined],
    ["a group, which no longer exists", "000b0c", undefined],
    ["field 0", "00020161", undefined],
    ["an index list that is cut off", "0402", undefined],
    ["a negative index", "02010a0161", undefined],
    ["a long number", "ff".repeat(2000), undefined],
    ["bytes that are no text", "0080ff", undefined],
  ])("are shown without what is certainly an index: %s", (_, hex, shown = hex) => {
    const key = serializeKey("bytes-hex", `0000000001${hex}`);
    expect(hexFromBytes(withoutSchemaId(key))).toBe(shown || hex.slice(2));
  });

  it.each(["", "00", "00000001", "0000000000", "0100000001", "00ffffffff", "757365722d31"])(
    "%s has none",
    (hex) => {
      const key = serializeKey("bytes-hex", hex);
      expect(schemaIdOf(key, 0, key.length)).toBe(-1);
    },
  );
});
