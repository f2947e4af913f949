import type { KeyFrame } from "#core/keys/key-frame.ts";
import type { KeyDecoding } from "#core/keys/key-sink.ts";
import type { KeyType } from "#core/keys/key-type.ts";

interface KeyDecodingFlags {
  readonly keyType?: KeyType | undefined;
  readonly keyFrame?: KeyFrame | undefined;
  readonly nullToken?: readonly string[] | undefined;
}

/** How the text of keys becomes bytes if there is no contract. */
export function keyDecodingFromFlags({
  keyType = "string",
  keyFrame,
  nullToken,
}: KeyDecodingFlags): KeyDecoding {
  return { keyType, keyFrame, nullToken };
}
