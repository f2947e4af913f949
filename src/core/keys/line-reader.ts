import { lineTooLong } from "../errors/messages.ts";
import { ByteBuffer } from "./byte-buffer.ts";
import { type CreateKeyReader, type KeyReader, MAX_LINE_BYTES } from "./key-reader.ts";

const LF = 0x0a;
const CR = 0x0d;

/** One key a line. A blank line is an empty key; every byte but the line end counts. */
export const createLineReader: CreateKeyReader = (sink) =>
  new LineReader((bytes, start, end) => sink.add(bytes, start, end, 1));

/**
 * Splits bytes into lines. LF and CRLF end a line, a CR elsewhere belongs to it, and the end
 * of the last line opens no further one.
 */
export class LineReader implements KeyReader {
  line = 1;
  readonly #onLine: (bytes: Uint8Array, start: number, end: number) => void;
  readonly #carry = new ByteBuffer();

  constructor(onLine: (bytes: Uint8Array, start: number, end: number) => void) {
    this.#onLine = onLine;
  }

  push(chunk: Uint8Array): void {
    let start = this.#carry.length === 0 ? 0 : this.#finishCarried(chunk);
    for (let i = start; i < chunk.length; i++) {
      if (chunk[i] !== LF) continue;
      this.#emit(chunk, start, i);
      start = i + 1;
    }
    if (start < chunk.length) this.#carry.append(chunk, start, chunk.length);
  }

  /** The line that has begun and not ended. */
  get rest(): Uint8Array {
    return this.#carry.bytes.subarray(0, this.#carry.length);
  }

  end(): void {
    const { bytes, length } = this.#carry;
    if (length > MAX_LINE_BYTES) throw lineTooLong(MAX_LINE_BYTES);
    if (length > 0) this.#onLine(bytes, 0, length);
  }

  /** Completes the line that the last chunk began; returns where the next line starts. */
  #finishCarried(chunk: Uint8Array): number {
    const lineEnd = chunk.indexOf(LF);
    if (lineEnd < 0) {
      this.#carry.append(chunk, 0, chunk.length);
      return chunk.length;
    }
    this.#carry.append(chunk, 0, lineEnd);
    this.#emit(this.#carry.bytes, 0, this.#carry.length);
    this.#carry.clear();
    return lineEnd + 1;
  }

  #emit(bytes: Uint8Array, start: number, end: number): void {
    const crlf = end > start && bytes[end - 1] === CR;
    const keyEnd = crlf ? end - 1 : end;
    if (keyEnd - start > MAX_LINE_BYTES) throw lineTooLong(MAX_LINE_BYTES);
    this.#onLine(bytes, start, keyEnd);
    this.line++;
  }
}
