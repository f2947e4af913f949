import { badKeyText, unknownName } from "../errors/messages.ts";
import { numberText, parseFloat32, shortestFloat32 } from "./float32.ts";

/** Names of key types in a contract. */
export type KeyType =
  | "string"
  | "bytes-hex"
  | "bytes-base64"
  | "short"
  | "int"
  | "long"
  | "float"
  | "double"
  | "boolean"
  | "uuid";

/** How one of Kafka's own serializers turns the text of a key into bytes, and back for display. */
interface KeyTypeSpec {
  /** A description of valid text, for error messages. */
  readonly form: string;
  /** The bytes, or undefined if the text is not of this type. */
  serialize(text: string): Uint8Array | undefined;
  /** The bytes as readable text. */
  show(key: Uint8Array): string;
}

const WHOLE_NUMBER = /^[+-]?\d+$/;
const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
const SPECIAL: Record<string, number> = {
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  "+Infinity": Number.POSITIVE_INFINITY,
  "-Infinity": Number.NEGATIVE_INFINITY,
};
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const HEX = /^[0-9a-f]*$/i;
/** As written by Ethereum and by Postgres, whose COPY doubles the backslash. */
const HEX_PREFIX = /^(0x|\\\\?x)/i;
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;
const MAX_NUMBER_CHARACTERS = 1000;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

const hex: KeyTypeSpec = {
  form: "pairs of hexadecimal digits, such as 00ff10, 0x00ff10 or \\x00ff10",
  serialize(text) {
    const digits = text.replace(HEX_PREFIX, "");
    return digits.length % 2 === 0 && HEX.test(digits) ? bytesFromHex(digits) : undefined;
  },
  show: hexFromBytes,
};

/** Key types by their names in a contract. Numbers are big-endian, as in Java. */
const keyTypes: Readonly<Record<KeyType, KeyTypeSpec>> = {
  string: {
    form: "any text",
    serialize: utf8AsJava,
    show: stringFromBytes,
  },
  "bytes-hex": hex,
  "bytes-base64": {
    form: "Base64, such as AP8Q",
    serialize: decodeBase64,
    show: (key) => btoa(Array.from(key, (byte) => String.fromCharCode(byte)).join("")),
  },
  short: wholeNumber(2),
  int: wholeNumber(4),
  long: wholeNumber(8),
  float: {
    form: "a decimal number, such as 1.5, NaN or -Infinity",
    serialize: (text) => real(text, 4, parseFloat32),
    show: (key) => (key.length === 4 ? shortestFloat32(view(key).getFloat32(0)) : raw(key)),
  },
  double: {
    form: "a decimal number, such as 1.5, NaN or -Infinity",
    serialize: (text) => real(text, 8, Number),
    show: (key) => (key.length === 8 ? numberText(view(key).getFloat64(0)) : raw(key)),
  },
  boolean: {
    form: "true or false",
    serialize(text) {
      const isTrue = text.toLowerCase() === "true";
      return isTrue || text.toLowerCase() === "false" ? Uint8Array.of(Number(isTrue)) : undefined;
    },
    show: (key) => (key.length === 1 && (key[0] ?? 2) < 2 ? String(key[0] === 1) : raw(key)),
  },
  uuid: {
    form: "a UUID, such as 123e4567-e89b-12d3-a456-426614174000",
    serialize(text) {
      const bare = text.replace(/^\{(.*)\}$/, "$1");
      return UUID.test(bare) ? encoder.encode(bare.toLowerCase()) : undefined;
    },
    show: (key) => decoder.decode(key),
  },
};

export const keyTypeNames = Object.keys(keyTypes) as KeyType[];

/**
 * The bytes that Kafka's serializer for this type produces (kafka-clients' StringSerializer,
 * IntegerSerializer, LongSerializer, …; numbers big-endian; a UUID as its lower-case text).
 *
 * @throws UserError if the text is not of the type, or the type is unknown
 */
export function serializeKey(keyType: KeyType, text: string): Uint8Array {
  if (!Object.hasOwn(keyTypes, keyType)) {
    throw unknownName("key_type", keyType, keyTypeNames);
  }
  const bytes = keyTypes[keyType].serialize(text);
  if (bytes === undefined) throw badKeyText(keyType, text, keyTypes[keyType].form);
  return bytes;
}

/** The same; undefined if the text is not of this type. */
export function serializeIfValid(keyType: KeyType, text: string): Uint8Array | undefined {
  return keyTypes[keyType].serialize(text);
}

/** A serialized key as readable text; the inverse of serializeKey. */
export function showKeyText(keyType: KeyType, key: Uint8Array): string {
  return keyTypes[keyType].show(key);
}

/** UTF-8 like Java's String.getBytes: a lone surrogate becomes `?`, not U+FFFD. */
function utf8AsJava(text: string): Uint8Array {
  return encoder.encode(text.replace(/\p{Surrogate}/gu, "?"));
}

/** UTF-8 as text. If the bytes are not UTF-8, ASCII with `\xNN` for the other bytes. */
function stringFromBytes(key: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(key);
  } catch {
    const show = (byte: number) =>
      byte < 0x80 ? String.fromCharCode(byte) : `\\x${byte.toString(16)}`;
    return Array.from(key, show).join("");
  }
}

function bytesFromHex(text: string): Uint8Array {
  return Uint8Array.from({ length: text.length / 2 }, (_, i) =>
    Number.parseInt(text.slice(2 * i, 2 * i + 2), 16),
  );
}

export function hexFromBytes(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function decodeBase64(text: string): Uint8Array | undefined {
  const padded = text.endsWith("=");
  const wrongLength = padded ? text.length % 4 !== 0 : text.length % 4 === 1;
  if (!BASE64.test(text) || wrongLength) return undefined;
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

function wholeNumber(sizeBytes: 2 | 4 | 8): KeyTypeSpec {
  const bits = sizeBytes * 8;
  return {
    form: `a whole number from -2^${bits - 1} to 2^${bits - 1}-1`,
    serialize(text) {
      if (!WHOLE_NUMBER.test(text) || text.length > MAX_NUMBER_CHARACTERS) return undefined;
      const value = BigInt(text.startsWith("+") ? text.slice(1) : text);
      if (BigInt.asIntN(bits, value) !== value) return undefined;
      const bytes = new DataView(new ArrayBuffer(8));
      bytes.setBigInt64(0, value);
      return new Uint8Array(bytes.buffer, 8 - sizeBytes);
    },
    show: (key) =>
      key.length === sizeBytes
        ? BigInt.asIntN(bits, BigInt(`0x${hexFromBytes(key)}`)).toString()
        : raw(key),
  };
}

function real(
  text: string,
  sizeBytes: 4 | 8,
  parse: (text: string) => number,
): Uint8Array | undefined {
  const value = Object.hasOwn(SPECIAL, text) ? SPECIAL[text] : undefined;
  const isDecimal = text.length <= MAX_NUMBER_CHARACTERS && DECIMAL.test(text);
  if (value === undefined && !isDecimal) return undefined;
  const number = value ?? parse(text);
  const bytes = new DataView(new ArrayBuffer(sizeBytes));
  if (sizeBytes === 4) bytes.setFloat32(0, number);
  else bytes.setFloat64(0, number);
  return new Uint8Array(bytes.buffer);
}

/** For bytes that are not a key of the type: the library does not check them. */
function raw(key: Uint8Array): string {
  return `0x${hexFromBytes(key)}`;
}

function view(key: Uint8Array): DataView {
  return new DataView(key.buffer, key.byteOffset, key.byteLength);
}
