import { whole } from "#core/text/format.ts";
import type { Io, TextStream } from "./io.ts";

const QUIET_MS = 1000;
const REDRAW_MS = 100;
const MEBIBYTE = 1024 * 1024;

/** A progress line on standard error, if it is a terminal and reading takes more than a second. */
export class Progress {
  readonly #stderr: TextStream;
  readonly #quiet: boolean;
  readonly #startMs = Date.now();
  #lastMs = 0;
  #bytes = 0;
  #shown = false;

  constructor({ stderr }: Io, quiet: boolean) {
    this.#stderr = stderr;
    this.#quiet = quiet;
  }

  read(bytes: number, topic: string): void {
    this.#bytes += bytes;
    const nowMs = Date.now();
    if (nowMs - this.#startMs < QUIET_MS || nowMs - this.#lastMs < REDRAW_MS) return;
    if (this.#quiet || !this.#stderr.isTTY) return;
    this.#lastMs = nowMs;
    this.#shown = true;
    this.#stderr.write(`\r\x1b[Kreading ${topic}: ${whole(this.#bytes / MEBIBYTE)} MiB`);
  }

  clear(): void {
    if (this.#shown) this.#stderr.write("\r\x1b[K");
    this.#shown = false;
  }
}
