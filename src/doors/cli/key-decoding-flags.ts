import type { KeyDecoding } from "#core/keys/key-sink.ts";
import type { KeyType } from "#core/keys/key-type.ts";

interface KeyDecodingFlags {
  readonly keyType?: KeyType | undefined;
  readonly nullToken?: readonly string[] | undefined;
}

/** How the keys' text becomes bytes, where no contract says it. */
export function keyDecodingFromFlags({
  keyType = "string",
  nullToken,
}: KeyDecodingFlags): KeyDecoding {
  return { keyType, nullToken };
}
