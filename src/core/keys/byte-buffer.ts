import { lineTooLong } from "../errors/messages.ts";
import { MAX_LINE_BYTES } from "./key-reader.ts";

/** The longest line, and its CR, which is not part of the key. */
const MAX_BYTES = MAX_LINE_BYTES + 1;

/** Up to this length, a loop is faster than a view and set(). */
const SHORT_BYTES = 32;

/** A growing run of bytes, for what spans two chunks. */
export class ByteBuffer {
  bytes = new Uint8Array(256);
  length = 0;

  push(byte: number): void {
    if (this.length === MAX_BYTES) throw lineTooLong(MAX_LINE_BYTES);
    if (this.length === this.bytes.length) this.#reserve(this.length + 1);
    this.bytes[this.length++] = byte;
  }

  append(from: Uint8Array, start: number, end: number): void {
    const needed = this.length + end - start;
    if (needed > MAX_BYTES) throw lineTooLong(MAX_LINE_BYTES);
    if (needed > this.bytes.length) this.#reserve(needed);
    if (end - start > SHORT_BYTES) {
      this.bytes.set(from.subarray(start, end), this.length);
    } else {
      for (let at = start; at < end; at++) {
        this.bytes[this.length + at - start] = from[at] as number;
      }
    }
    this.length = needed;
  }

  clear(): void {
    this.length = 0;
  }

  text(): string {
    return new TextDecoder("utf-8", { ignoreBOM: true }).decode(
      this.bytes.subarray(0, this.length),
    );
  }

  #reserve(needed: number): void {
    const bytes = new Uint8Array(Math.max(needed, this.bytes.length * 2));
    bytes.set(this.bytes.subarray(0, this.length));
    this.bytes = bytes;
  }
}
