import type { KeyHash, Partitioner } from "./partitioner.ts";

/** The hashCode of an int or float: its four bytes; of a short: its value. */
const intCode: KeyHash = (key, start, end) => {
  let value = ((key[start] ?? 0) << 24) >> 24;
  for (let i = start + 1; i < end; i++) value = (value << 8) | (key[i] as number);
  return value >>> 0;
};

/** The hashCode of a long or double: both halves of its eight bytes, combined. */
const longCode: KeyHash = (key, start) =>
  (intCode(key, start, start + 4) ^ intCode(key, start + 4, start + 8)) >>> 0;

const booleanCode: KeyHash = (key, start) => (key[start] === 0 ? 1237 : 1231);

/** The hashCode of a UUID, from its text: all four words of 32 bits, combined. */
const uuidCode: KeyHash = (key, start, end) => {
  let code = 0;
  let digits = 0;
  for (let i = start; i < end; i++) {
    const byte = key[i] as number;
    if (byte === 0x2d) continue;
    const digit = (byte & 0xf) + (byte > 0x39 ? 9 : 0);
    code ^= digit << (28 - 4 * (digits++ % 8));
  }
  return code >>> 0;
};

/** hashCode of the objects whose serialized bytes these are; as in the JDK's documentation. */
export const codesOfNumbers = {
  short: intCode,
  int: intCode,
  long: longCode,
  float: intCode,
  double: longCode,
  boolean: booleanCode,
} satisfies Record<string, KeyHash>;

/** A byte[] has the hashCode of its identity, which differs from object to object. */
const codesOfBytes = { "bytes-hex": undefined, "bytes-base64": undefined };

/** What Kafka Connect's schemas have, where a UUID is text. */
export const connectObjects: Partitioner["objects"] = { ...codesOfNumbers, ...codesOfBytes };

export const javaObjects: Partitioner["objects"] = { ...connectObjects, uuid: uuidCode };

/** For clients that turn numbers into text before they hash. */
export const onlyText: Partitioner["objects"] = Object.fromEntries(
  Object.keys(codesOfNumbers).map((type) => [type, undefined]),
);
