import { type KeyType, serializeIfValid, showKeyText } from "./key-type.ts";

/** The bytes of a key under another key type; undefined if its text is not of that type. */
export type RetypeKey = (key: Uint8Array) => Uint8Array | undefined;

/**
 * What serializes the same keys by another type. Undefined if no bytes change: hex and Base64 are only
 * two ways to write the same bytes. What text the bytes of a `bytes-…` key come from is not known.
 */
export function retypeKeys(from: KeyType, to: KeyType): RetypeKey | undefined {
  const areBytes = [from, to].map((type) => type.startsWith("bytes-"));
  if (from === to || areBytes.every(Boolean)) return undefined;
  if (areBytes.some(Boolean)) return () => undefined;
  return (key) => serializeIfValid(to, showKeyText(from, key));
}
