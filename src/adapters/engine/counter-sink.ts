import type { KeySink } from "#core/keys/key-sink.ts";
import type { Counter } from "./counter.ts";
import type { LineBuffer } from "./line-buffer.ts";

const KEYS_BETWEEN_TIDYING = 4096;

/** Has a thread count keys that lie outside the kernel's memory. */
export class CounterSink implements KeySink {
  nullRecords = 0;
  readonly #counter: Counter;
  readonly #buffer: LineBuffer;
  readonly #maxKeyBytes: number;
  #keys = 0;

  constructor(counter: Counter, buffer: LineBuffer) {
    this.#counter = counter;
    this.#buffer = buffer;
    this.#maxKeyBytes = counter.kernel.maxKeyBytes();
  }

  add(bytes: Uint8Array, start: number, end: number, count: number): void {
    if (end - start > this.#maxKeyBytes) {
      this.#counter.countLongKey(bytes.subarray(start, end), count);
      return;
    }
    this.#buffer.putKey(bytes, start, end, count);
    this.#keys++;
    if (this.#keys % KEYS_BETWEEN_TIDYING === 0) this.#counter.budget.tidy();
  }

  addNull(count: number): void {
    this.nullRecords += count;
  }
}
