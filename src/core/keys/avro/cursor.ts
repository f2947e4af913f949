import { damagedAvro } from "./damaged.ts";

const MAX_VARINT_BYTES = 10;
/** A varint of up to this many bytes is exact as a number. */
const EXACT_BYTES = 7;

/** The bytes end too early. */
export class AvroEnd extends Error {}

/** Reads Avro's binary encoding (Avro specification, "Binary Encoding"). */
export class Cursor {
  at = 0;
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  get left(): number {
    return this.bytes.length - this.at;
  }

  byte(): number {
    if (this.at >= this.bytes.length) throw new AvroEnd();
    return this.bytes[this.at++] as number;
  }

  /** Skips `length` bytes; returns where they begin. */
  take(length: number): number {
    if (length < 0 || length > this.left) throw new AvroEnd();
    this.at += length;
    return this.at - length;
  }

  skipVarint(): void {
    for (let i = 0; i < MAX_VARINT_BYTES; i++) if (this.byte() < 0x80) return;
    throw damagedAvro("a number is too long");
  }

  /** An int or long; a bigint beyond 2^48. */
  long(): number | bigint {
    const from = this.at;
    this.skipVarint();
    if (this.at - from <= EXACT_BYTES) {
      let value = 0;
      for (let i = this.at - 1; i >= from; i--) {
        value = value * 128 + ((this.bytes[i] as number) & 0x7f);
      }
      return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
    }
    let value = 0n;
    for (let i = this.at - 1; i >= from; i--) {
      value = (value << 7n) | BigInt((this.bytes[i] as number) & 0x7f);
    }
    return BigInt.asIntN(64, (value >> 1n) ^ -(value & 1n));
  }

  /** A count or length, of 0 or more. */
  size(): number {
    const value = Number(this.long());
    if (value < 0) throw damagedAvro("a size is negative");
    return value;
  }
}
