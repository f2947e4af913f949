import { wrongRecords } from "./batch-error.ts";

/** A position in bytes, and the numbers there: zigzag varints of up to 32 or 64 bits. */
export class Varints {
  at = 0;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  int(): number {
    return this.#next(5);
  }

  long(): number {
    return this.#next(10);
  }

  #next(mostBytes: number): number {
    const byte = this.#bytes[this.at++] as number;
    return byte < 0x80 ? (byte >>> 1) ^ -(byte & 1) : this.#longer(byte, mostBytes);
  }

  /** @param first its first byte; undefined after the end */
  #longer(first: number | undefined, mostBytes: number): number {
    if (first === undefined) throw wrongRecords();
    let value = first & 0x7f;
    for (let i = 1; i < mostBytes; i++) {
      const byte = this.#bytes[this.at++];
      if (byte === undefined) throw wrongRecords();
      value += (byte & 0x7f) * 2 ** (7 * i);
      if (byte < 0x80) return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
    }
    throw wrongRecords();
  }
}
