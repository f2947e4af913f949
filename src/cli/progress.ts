import { whole } from "../text/format.ts";
import type { Io } from "./io.ts";

const QUIET_MS = 1000;
const REDRAW_MS = 100;
const MEBIBYTE = 1024 * 1024;

/** A line on standard error while reading takes over a second, on a terminal only. */
export class Progress {
  readonly #stderr: NodeJS.WriteStream;
  readonly #enabled: boolean;
  readonly #startMs = performance.now();
  #lastMs = 0;
  #bytes = 0;
  #shown = false;

  constructor({ stderr }: Io, quiet: boolean) {
    this.#stderr = stderr;
    this.#enabled = !quiet && stderr.isTTY === true;
  }

  read(bytes: number, topic: string, records: number): void {
    this.#bytes += bytes;
    if (!this.#enabled) return;
    const nowMs = performance.now();
    if (nowMs - this.#startMs < QUIET_MS || nowMs - this.#lastMs < REDRAW_MS) return;
    this.#lastMs = nowMs;
    this.#shown = true;
    const read = `${whole(this.#bytes / MEBIBYTE)} MiB, ${whole(records)} records`;
    this.#stderr.write(`\r\x1b[Kreading ${topic}: ${read}`);
  }

  clear(): void {
    if (this.#shown) this.#stderr.write("\r\x1b[K");
    this.#shown = false;
  }
}
