import { keyWithoutText } from "../../errors/container-messages.ts";
import { decimalText, NumberText, uuidText } from "../binary-text.ts";
import { windowBytesOf } from "../key-frame.ts";
import { type KeyDecoding, type KeySink, keyTextSink } from "../key-sink.ts";
import type { KeyType } from "../key-type.ts";
import { type Leaf, Type, typeName } from "./schema.ts";

/** Sizes of the key types that are whole numbers. */
const NUMBER_BYTES: Partial<Record<KeyType, number>> = { short: 2, int: 4, long: 8 };

/**
 * A sink for a column's values as they are stored, which passes their keys to `target`: bytes as
 * they are, everything else as the text that CSV would have, serialized by the key type.
 *
 * @throws UserError for a type without a single form as text
 */
export function keyValueSink(target: KeySink, column: Leaf, rules: KeyDecoding): KeySink {
  const texts = keyTextSink(target, rules);
  const { type, meaning } = column;
  const { keyType } = rules;
  if (meaning.kind === "decimal") return decimals(texts, column, meaning.scale);
  if (type === Type.INT32 || type === Type.INT64) {
    if (meaning.kind === "other") throw refused(column, keyType);
    const isPlain = isPlainNumber(rules) && meaning.kind === "signed";
    const size = isPlain ? NUMBER_BYTES[keyType] : undefined;
    return size === undefined || size < column.width
      ? integers(texts, column)
      : bigEndian(target, size, column.width);
  }
  if (type === Type.BOOLEAN) return booleans(texts);
  if (type === Type.FLOAT || type === Type.DOUBLE) return floats(texts, column, keyType);
  if (type === Type.INT96 || meaning.kind === "other") throw refused(column, keyType);
  return meaning.kind === "uuid" ? uuids(texts, column, keyType) : texts;
}

/** Whether a number is only serialized. */
function isPlainNumber({ nullToken, keyFrame }: KeyDecoding): boolean {
  return nullToken === undefined && windowBytesOf(keyFrame) === 0;
}

function refused(column: Leaf, keyType: KeyType) {
  return keyWithoutText(column.path.join("."), typeName(column), keyType);
}

type Add = KeySink["add"];

function withNulls(target: KeySink, add: Add): KeySink {
  return { add, addNull: (count, details) => target.addNull(count, details) };
}

/** Little-endian numbers as big-endian keys, sign-extended. */
function bigEndian(target: KeySink, size: number, width: number): KeySink {
  const key = new Uint8Array(size);
  return withNulls(target, (bytes, start, _end, count, details) => {
    const sign = (bytes[start + width - 1] as number) & 0x80 ? 0xff : 0;
    key.fill(sign, 0, size - width);
    for (let i = 0; i < width; i++) key[size - 1 - i] = bytes[start + i] as number;
    target.add(key, 0, size, count, details);
  });
}

function integers(target: KeySink, { width, meaning }: Leaf): KeySink {
  const text = new NumberText();
  const isSigned = meaning.kind !== "unsigned";
  return withNulls(target, (bytes, start, _end, count, details) => {
    text.writeInteger(bytes, start, { width, isSigned });
    target.add(text.bytes, text.start, text.end, count, details);
  });
}

function textSink(target: KeySink, textOf: (value: Uint8Array) => string): KeySink {
  const encoder = new TextEncoder();
  return withNulls(target, (bytes, start, end, count, details) => {
    const text = encoder.encode(textOf(bytes.subarray(start, end)));
    target.add(text, 0, text.length, count, details);
  });
}

function booleans(target: KeySink): KeySink {
  return textSink(target, ([value]) => (value === 1 ? "true" : "false"));
}

/** Exact only as a serialized number of the same width: text differs between languages. */
function floats(target: KeySink, column: Leaf, keyType: KeyType): KeySink {
  const isSame = keyType === (column.type === Type.FLOAT ? "float" : "double");
  if (!isSame || column.meaning.kind === "other") throw refused(column, keyType);
  return textSink(target, (value) => {
    const view = new DataView(value.buffer, value.byteOffset, value.length);
    const number = value.length === 4 ? view.getFloat32(0, true) : view.getFloat64(0, true);
    return Object.is(number, -0) ? "-0.0" : String(number);
  });
}

function uuids(target: KeySink, column: Leaf, keyType: KeyType): KeySink {
  if (column.width !== 16 || (keyType !== "string" && keyType !== "uuid")) {
    throw refused(column, keyType);
  }
  return textSink(target, uuidText);
}

/** Stored little-endian as INT32 or INT64, otherwise big-endian. */
function decimals(target: KeySink, { type }: Leaf, scale: number): KeySink {
  const isInteger = type === Type.INT32 || type === Type.INT64;
  return textSink(target, (value) => decimalText(isInteger ? value.toReversed() : value, scale));
}
