import { closeSync, openSync, writeSync } from "node:fs";

const BUFFER_BYTES = 1 << 20;
const LF = 0x0a;

/** A file written through a buffer of fixed size. */
export class LineFile {
  bytes = new Uint8Array(BUFFER_BYTES);
  length = 0;
  #file;

  constructor(path) {
    this.#file = openSync(path, "w");
  }

  /** Makes room for `count` bytes in `bytes` and returns their offset. The caller sets `length`. */
  reserve(bytes) {
    if (this.length + bytes > BUFFER_BYTES) this.#flush();
    return this.length;
  }

  /** Writes `prefix`, the digits of a whole number and a line feed. */
  numbered(prefix, number) {
    let digits = 1;
    for (let limit = 10; number >= limit; limit *= 10) digits++;
    let at = this.reserve(prefix.length + digits + 1);
    this.bytes.set(prefix, at);
    at += prefix.length + digits;
    this.bytes[at] = LF;
    this.length = at + 1;
    let rest = number;
    for (let i = 0; i < digits; i++) {
      this.bytes[--at] = 0x30 + (rest % 10);
      rest = Math.floor(rest / 10);
    }
  }

  text(text) {
    const encoded = Buffer.from(text);
    const at = this.reserve(encoded.length);
    this.bytes.set(encoded, at);
    this.length = at + encoded.length;
  }

  close() {
    this.#flush();
    closeSync(this.#file);
  }

  #flush() {
    let written = 0;
    while (written < this.length) {
      written += writeSync(this.#file, this.bytes, written, this.length - written);
    }
    this.length = 0;
  }
}
