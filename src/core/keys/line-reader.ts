import { lineTooLong } from "../errors/messages.ts";
import { ByteBuffer } from "./byte-buffer.ts";
import { type CreateKeyReader, type KeyReader, MAX_LINE_BYTES } from "./key-reader.ts";

const LF = 0x0a;
const CR = 0x0d;

/** For more bytes than this, V8 compiles a loop that is faster than the built-in search. */
const WORTH_LOOP_BYTES = 256 * 1024;
/** Not Buffer's indexOf, which is several times slower for a single byte. */
const { indexOf } = Uint8Array.prototype;

/** One key per line. A blank line is an empty key; every byte except the line end counts. */
export const createLineReader: CreateKeyReader = (sink) =>
  new LineReader((bytes, start, end) => sink.add(bytes, start, end, 1));

/**
 * Splits bytes into lines. LF and CRLF end a line; a CR elsewhere belongs to it. The end of the
 * last line does not start another one.
 */
export class LineReader implements KeyReader {
  line = 1;
  readonly #onLine: (bytes: Uint8Array, start: number, end: number) => void;
  readonly #carry = new ByteBuffer();
  #bytesRead = 0;

  constructor(onLine: (bytes: Uint8Array, start: number, end: number) => void) {
    this.#onLine = onLine;
  }

  push(chunk: Uint8Array): void {
    this.#bytesRead += chunk.length;
    const first = this.#carry.length === 0 ? 0 : this.#finishCarried(chunk);
    const isLittle = this.#bytesRead < WORTH_LOOP_BYTES;
    const rest = isLittle ? this.#search(chunk, first) : this.#loop(chunk, first);
    if (rest < chunk.length) this.#carry.append(chunk, rest, chunk.length);
  }

  /** Emits all complete lines from `start` on; returns where the rest begins. */
  #loop(chunk: Uint8Array, start: number): number {
    let lineStart = start;
    for (let i = start; i < chunk.length; i++) {
      if (chunk[i] !== LF) continue;
      this.#emit(chunk, lineStart, i);
      lineStart = i + 1;
    }
    return lineStart;
  }

  /** The same for few lines, for which V8 takes longer to compile the loop than to run it. */
  #search(chunk: Uint8Array, start: number): number {
    let lineStart = start;
    for (;;) {
      const lineEnd = indexOf.call(chunk, LF, lineStart);
      if (lineEnd < 0) return lineStart;
      this.#emit(chunk, lineStart, lineEnd);
      lineStart = lineEnd + 1;
    }
  }

  /** The beginning of a line whose end has not been read. */
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
