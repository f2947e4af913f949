import { fstatSync, statSync, writeSync } from "node:fs";
import type { TextStream } from "./io.ts";

/**
 * Standard output or standard error. Files, pipes, sockets and /dev/null are written with `writeSync`,
 * because loading Node's streams takes a few milliseconds. Node's stream is used for terminals and
 * other devices, and for the rest of the text if a non-blocking pipe is full.
 */
export class StandardStream implements TextStream {
  readonly #descriptor: 1 | 2;
  readonly #onError: (error: NodeJS.ErrnoException) => void;
  #isPlain: boolean | undefined;
  #opened: NodeJS.WriteStream | undefined;

  constructor(descriptor: 1 | 2, onError: (error: NodeJS.ErrnoException) => void) {
    this.#descriptor = descriptor;
    this.#onError = onError;
  }

  get isTTY(): boolean {
    return this.#stream()?.isTTY === true;
  }

  get columns(): number | undefined {
    return this.#stream()?.columns;
  }

  write(text: string): void {
    const stream = this.#stream();
    if (stream === undefined) this.#writeNow(Buffer.from(text));
    else stream.write(text);
  }

  #writeNow(bytes: Uint8Array): void {
    let written = 0;
    try {
      while (written < bytes.length) written += writeSync(this.#descriptor, bytes, written);
    } catch (error) {
      const cause = error as NodeJS.ErrnoException;
      this.#isPlain = cause.code !== "EAGAIN";
      if (this.#isPlain) this.#onError(cause);
      else this.#stream()?.write(bytes.subarray(written));
    }
  }

  /** Node's stream; undefined if it is not needed. */
  #stream(): NodeJS.WriteStream | undefined {
    this.#isPlain ??= isPlain(this.#descriptor);
    if (this.#isPlain) return undefined;
    if (this.#opened === undefined) {
      this.#opened = this.#descriptor === 1 ? process.stdout : process.stderr;
      this.#opened.on("error", this.#onError);
    }
    return this.#opened;
  }
}

function isPlain(descriptor: number): boolean {
  try {
    const stats = fstatSync(descriptor);
    if (stats.isCharacterDevice()) return stats.rdev === statSync("/dev/null").rdev;
    return stats.isFile() || stats.isFIFO() || stats.isSocket();
  } catch {
    return false;
  }
}
