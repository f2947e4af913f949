import { unknownName } from "#core/errors/messages.ts";
import type { KeyDecoding } from "#core/keys/key-sink.ts";
import { type KeyType, keyTypeNames } from "#core/keys/key-type.ts";

interface KeyDecodingFlags {
  readonly keyType?: string | undefined;
  readonly nullToken?: readonly string[] | undefined;
}

/** How the keys' text becomes bytes, where no contract says it. @throws UserError for no key type */
export function keyDecodingFromFlags({
  keyType = "string",
  nullToken,
}: KeyDecodingFlags): KeyDecoding {
  if (!isKeyType(keyType)) throw unknownName("--key-type", keyType, keyTypeNames);
  return { keyType, nullToken };
}

function isKeyType(name: string): name is KeyType {
  return keyTypeNames.some((known) => known === name);
}
