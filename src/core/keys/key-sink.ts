import { keyShorterThanWindow } from "../errors/messages.ts";
import { keyIsNotText } from "../errors/partitioner-messages.ts";
import type { RecordDetails } from "./details/record-details.ts";
import { type KeyFrame, windowBytesOf } from "./key-frame.ts";
import { type KeyType, serializeKey } from "./key-type.ts";
import { isUtf8 } from "./utf8.ts";

/** Receives what readers find. `bytes` may be reused after the call. */
export interface KeySink {
  /** `count` records with the key `bytes[start, end)`, and what else is known about them. */
  add(bytes: Uint8Array, start: number, end: number, count: number, details?: RecordDetails): void;
  /** `count` records without a key. */
  addNull(count: number, details?: RecordDetails): void;
}

export type NullToken = string | readonly string[];

/** How the text of a key becomes the bytes that are sent. */
export interface KeyDecoding {
  readonly keyType: KeyType;
  /** The text, or any of the texts, that represents a null key. */
  readonly nullToken?: NullToken | undefined;
  /** What the bytes carry; undefined: only the key. */
  readonly keyFrame?: KeyFrame | undefined;
  /** The partitioner that needs keys to be UTF-8 text, if each of them is to be examined. */
  readonly textFor?: string | undefined;
}

/** Whether a key's text is the key as it is hashed, and needs no examination. */
export function isPlain({ keyType, nullToken, keyFrame, textFor }: KeyDecoding): boolean {
  const isText = keyType === "string" && windowBytesOf(keyFrame) === 0;
  return isText && nullToken === undefined && textFor === undefined;
}

/** A sink for the text of keys, which passes their serialized bytes to `target`. */
export function keyTextSink(target: KeySink, decoding: KeyDecoding): KeySink {
  const { keyType, nullToken, keyFrame, textFor } = decoding;
  const examined = textFor === undefined ? target : onlyText(target, textFor);
  const inner = innerKeySink(examined, keyFrame);
  const serialized = keyType === "string" ? inner : serializing(inner, keyType);
  return nullToken === undefined ? serialized : withNullToken(serialized, nullToken);
}

function serializing(target: KeySink, keyType: KeyType): KeySink {
  // A byte order mark inside a file belongs to its key, and is not part of a number.
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  return {
    add(bytes, start, end, count, details) {
      const key = serializeKey(keyType, decoder.decode(bytes.subarray(start, end)));
      target.add(key, 0, key.length, count, details);
    },
    addNull: (count, details) => target.addNull(count, details),
  };
}

function onlyText(target: KeySink, partitioner: string): KeySink {
  return {
    add(bytes, start, end, count, details) {
      if (!isUtf8(bytes, start, end)) throw keyIsNotText(partitioner, bytes.slice(start, end));
      target.add(bytes, start, end, count, details);
    },
    addNull: (count, details) => target.addNull(count, details),
  };
}

/** A sink for the bytes of keys, which passes what is hashed of them to `target`. */
export function innerKeySink(target: KeySink, keyFrame: KeyFrame | undefined): KeySink {
  const windowBytes = windowBytesOf(keyFrame);
  if (windowBytes === 0) return target;
  return {
    add(bytes, start, end, count, details) {
      if (end - start < windowBytes) throw keyShorterThanWindow(end - start, windowBytes);
      target.add(bytes, start, end - windowBytes, count, details);
    },
    addNull: (count, details) => target.addNull(count, details),
  };
}

/** Whether text represents a null key. */
export function isNullToken(text: string, nullToken: NullToken | undefined): boolean {
  return typeof nullToken === "string" ? text === nullToken : (nullToken?.includes(text) ?? false);
}

function withNullToken(target: KeySink, nullToken: NullToken): KeySink {
  const texts = typeof nullToken === "string" ? [nullToken] : nullToken;
  const tokens = texts.map((text) => new TextEncoder().encode(text));
  return {
    add(bytes, start, end, count, details) {
      const isThis = (token: Uint8Array) =>
        end - start === token.length && token.every((byte, i) => bytes[start + i] === byte);
      if (tokens.some(isThis)) target.addNull(count, details);
      else target.add(bytes, start, end, count, details);
    },
    addNull: (count, details) => target.addNull(count, details),
  };
}

/** Leaves out rows that represent no records. */
export function withoutZeros(target: KeySink): KeySink {
  return {
    add(bytes, start, end, count, details) {
      if (count > 0) target.add(bytes, start, end, count, details);
    },
    addNull: (count, details) => target.addNull(count, details),
  };
}
