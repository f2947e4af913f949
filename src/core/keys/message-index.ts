const VARINT = 0;
const LENGTH_PREFIXED = 2;
/** Bytes of a value by its wire type, if their number is fixed. */
const FIXED_BYTES: Readonly<Record<number, number>> = { 1: 8, 5: 4 };
const TEXT = /^[^\p{C}\uFFFD]+$/u;

/**
 * What follows a schema id, without the list of message indexes that a Schema Registry's Protobuf serializer
 * writes before the message. No byte says that a key is Protobuf, so only indexes before a complete message
 * are left out, and the zero of the first message also before text. Source: Confluent's documentation of the
 * wire format, and protobuf.dev/programming-guides/encoding.
 */
export function withoutMessageIndex(key: Uint8Array): Uint8Array {
  const rest = key.subarray(indexesEnd(key));
  const isText = key[0] === 0 && TEXT.test(new TextDecoder().decode(rest));
  return isText || isMessage(rest) ? rest : key;
}

/** Where the list ends: its length and the indexes, zigzag-encoded, or 0 for the list `[0]`. */
function indexesEnd(key: Uint8Array): number {
  const varints = new Varints(key);
  const indexes = varints.next() / 2;
  for (let i = 0; i < indexes; i++) {
    // Odd numbers are negative ones, and NaN is the end.
    if (varints.next() % 2 !== 0) return key.length;
  }
  return Number.isInteger(indexes) ? varints.at : key.length;
}

/** Whether the bytes are one or more fields of a Protobuf message, and nothing else. */
function isMessage(bytes: Uint8Array): boolean {
  const varints = new Varints(bytes);
  while (varints.at < bytes.length) {
    const tag = varints.next();
    const wireType = tag % 8;
    // Fields are numbered from 1.
    if (tag < 8) return false;
    const value = wireType in FIXED_BYTES ? 0 : varints.next();
    if (wireType !== VARINT) {
      varints.at += wireType === LENGTH_PREFIXED ? value : (FIXED_BYTES[wireType] ?? Number.NaN);
    }
  }
  return bytes.length > 0 && varints.at === bytes.length;
}

/** Unsigned numbers in groups of 7 bits, the lowest first. */
class Varints {
  at = 0;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** NaN at the end. */
  next(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.#bytes[this.at++] ?? Number.NaN;
      value += (byte % 128) * scale;
      if (!(byte >= 128)) return value;
    }
  }
}
