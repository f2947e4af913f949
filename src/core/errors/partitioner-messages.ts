import { plural } from "../text/format.ts";
import { clip } from "../text/printable.ts";
import type { FilePlace } from "./place.ts";
import { UserError } from "./user-error.ts";

/** A key that the clients of a partitioner, which hash text, cannot have. */
export function keyIsNotText(partitioner: string, key: Uint8Array): UserError {
  const shown = Array.from(key.subarray(0, 20), (byte) => byte.toString(16).padStart(2, "0"));
  return new UserError({
    what: `a key is not UTF-8 text, and ${partitioner} hashes text`,
    data: `0x${shown.join("")}${key.length > 20 ? "…" : ""}`,
    next: "Export the text that the client hashes, or name the partitioner that places these bytes.",
  });
}

/** Why a partitioner cannot place keys of a type, and what to do. */
export function unpredictableParts(
  partitioner: string,
  keyType: string,
): { readonly what: string; readonly next: string } {
  if (keyType.startsWith("bytes")) {
    return {
      what: `${partitioner} hashes a byte array by its identity, so nobody can predict its partitions`,
      next: "If the client hashes text, export the text and set key_type: string.",
    };
  }
  return {
    what: `the clients of ${partitioner} hash text, not key_type ${keyType}`,
    next: "Remove key_type: the text of the keys is what they hash.",
  };
}

export function unpredictable(partitioner: string, keyType: string): UserError {
  return new UserError(unpredictableParts(partitioner, keyType));
}

/** Bytes that no key of this type has. */
export function wrongKeyLength(keyType: string, bytes: number, found: number): UserError {
  return new UserError({
    what: `a key of key_type ${keyType} has ${plural(bytes, "byte")}, not ${found}`,
    next: "Pass the bytes of the serialized key: serializeKey makes them from its text.",
  });
}

/** A producer's key_type that a key of the sample is not of. */
export function cannotRetype(
  from: string,
  { keyType, where }: { readonly keyType: string; readonly where?: FilePlace | undefined },
  text: string,
): UserError {
  return new UserError({
    what: `a key of key_type ${from} is not of key_type ${keyType}, which one of the producers has`,
    where,
    data: `"${clip(text, 40)}"`,
    next: `Correct that key_type under producers, or ${from.startsWith("bytes-") ? "give the keys as their text" : "the key"}.`,
  });
}
