import { type KeyFrame, withoutSchemaId } from "../keys/key-frame.ts";
import { hexFromBytes, type KeyType, showKeyText } from "../keys/key-type.ts";
import { sha256 } from "./sha256.ts";

/** How much of a key a report shows: keys can be personal data. */
export const showKeysModes = ["full", "hash", "none"] as const;
export type ShowKeys = (typeof showKeysModes)[number];

/** A key in a report; null if it is not shown. */
export interface DisplayedKey {
  readonly key: string | null;
  /** The bytes in hex, if the text does not determine them. */
  readonly key_hex?: string;
}

export type KeyDisplay = (key: Uint8Array, keyType: KeyType, keyFrame?: KeyFrame) => DisplayedKey;

const HASH_DIGITS = 16;

export function keyDisplay(mode: ShowKeys): KeyDisplay {
  if (mode === "none") return () => ({ key: null });
  if (mode !== "hash") return fullKey;
  return (key, _, keyFrame) => {
    return { key: `sha256:${sha256(withoutFrame(key, keyFrame)).slice(0, HASH_DIGITS)}` };
  };
}

/** The whole key, without a schema id. */
export function fullKey(
  bytes: Uint8Array,
  keyType: KeyType,
  keyFrame?: KeyFrame,
): DisplayedKey & { readonly key: string } {
  const key = withoutFrame(bytes, keyFrame);
  const text = showKeyText(keyType, key);
  const lossless = keyType !== "string" || isUtf8(key);
  return lossless ? { key: text } : { key: text, key_hex: hexFromBytes(key) };
}

function withoutFrame(key: Uint8Array, keyFrame: KeyFrame | undefined): Uint8Array {
  return keyFrame === "confluent" ? withoutSchemaId(key) : key;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
