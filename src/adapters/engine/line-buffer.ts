import { lineTooLong } from "#core/errors/messages.ts";
import { MAX_LINE_BYTES } from "#core/keys/key-reader.ts";
import type { Counter, Splitting } from "./counter.ts";
import { BUFFER_BYTES, SLACK_BYTES } from "./shared-memory.ts";
import { offerLines } from "./stream-feeds.ts";

const LF = 0x0a;
const CR = 0x0d;
/** The longest line with its CR and LF. */
const MAX_BUFFER_BYTES = MAX_LINE_BYTES + 2;

/** Collects the lines for one thread in the kernel's memory. */
export class LineBuffer {
  readonly #counter: Counter;
  #at: number;
  #bytes: Uint8Array;
  /** Bytes that have not been counted yet. */
  #filled = 0;
  #splitting: Splitting;

  constructor(counter: Counter, address: number) {
    this.#counter = counter;
    this.#splitting = counter.lines;
    this.#at = address;
    this.#bytes = this.#view(address, BUFFER_BYTES);
  }

  /** Has what comes from here on split in another way. */
  splitBy(splitting: Splitting): void {
    this.ended();
    this.#splitting = splitting;
  }

  /** Whether a line has begun whose end is not there yet. */
  get isInLine(): boolean {
    return this.#filled > 0;
  }

  /** Free space for the next bytes. Call added() after filling it. */
  space(): Uint8Array {
    if (this.#filled === this.#bytes.length) this.#grow();
    return this.#bytes.subarray(this.#filled);
  }

  /** Counts the lines that end in the next `bytes` bytes of space(). */
  added(bytes: number): void {
    this.#filled += bytes;
    this.#keepFrom(this.#splitting.count(this.#at, this.#at + this.#filled) - this.#at);
  }

  /** Adds the next bytes of space() if they contain no line end. */
  addedInLine(bytes: number): void {
    this.#filled += bytes;
  }

  /** Like added(), but counts only when the space is full, on another thread if one is free. */
  addedToShare(bytes: number): void {
    this.#filled += bytes;
    if (this.#filled < this.#bytes.length) return;
    const end = this.#bytes.lastIndexOf(LF) + 1;
    const isTaken =
      end > 0 && offerLines(this.#counter.memory.shared, this.#bytes.subarray(0, end));
    if (isTaken) this.#keepFrom(end);
    else this.added(0);
  }

  /** The end of the bytes: what is left is a last line without a line end. */
  ended(): void {
    this.added(0);
    if (this.#filled > 0) this.#splitting.countLast(this.#at, this.#filled);
    this.#filled = 0;
  }

  /**
   * Counts records of a key of up to 8 KiB that does not come from a line. If it can be a line, it
   * is collected with others for the front table.
   */
  putKey(bytes: Uint8Array, start: number, end: number, records: number): void {
    if (this.#filled + (end - start) >= this.#bytes.length) this.added(0);
    let isLine = records === 1 && bytes[end - 1] !== CR;
    let at = this.#filled;
    for (let i = start; i < end; i++, at++) {
      const byte = bytes[i] as number;
      this.#bytes[at] = byte;
      if (byte === LF) isLine = false;
    }
    if (isLine) {
      this.#bytes[at] = LF;
      this.#filled = at + 1;
    } else {
      this.#counter.countKey(this.#at + this.#filled, end - start, records);
    }
  }

  #keepFrom(rest: number): void {
    if (rest > 0) this.#bytes.copyWithin(0, rest, this.#filled);
    this.#filled -= rest;
  }

  #grow(): void {
    const { length } = this.#bytes;
    if (length === MAX_BUFFER_BYTES) throw lineTooLong(MAX_LINE_BYTES);
    const larger = Math.min(MAX_BUFFER_BYTES, length * 2);
    const at = this.#counter.kernel.takeBytes(larger + SLACK_BYTES);
    if (at === 0) throw new RangeError("no memory is left for a long line");
    const bytes = this.#view(at, larger);
    bytes.set(this.#bytes);
    this.#at = at;
    this.#bytes = bytes;
  }

  #view(at: number, bytes: number): Uint8Array {
    return this.#counter.memory.bytes(at, bytes);
  }
}
