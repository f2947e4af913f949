import type { KeyReader } from "#core/keys/key-reader.ts";
import { LineReader } from "#core/keys/line-reader.ts";
import type { KeyCounting } from "./key-counting.ts";

/** Lines of a stream: read here while there are few keys, then passed to the engine unread. */
export class StreamedLines implements KeyReader {
  readonly #counting: KeyCounting;
  #lines: LineReader | undefined;

  constructor(counting: KeyCounting) {
    this.#counting = counting;
    this.#lines = new LineReader((bytes, start, end) => counting.add(bytes, start, end, 1));
  }

  get line(): number | undefined {
    return this.#lines?.line;
  }

  push(chunk: Uint8Array): void {
    const { engine } = this.#counting;
    if (engine === undefined) {
      this.#lines?.push(chunk);
      return;
    }
    if (this.#lines !== undefined) engine.pushLines(this.#lines.rest);
    this.#lines = undefined;
    engine.pushLines(chunk);
  }

  async end(): Promise<void> {
    if (this.#lines === undefined) await this.#counting.engine?.endLines();
    else this.#lines.end();
  }
}
