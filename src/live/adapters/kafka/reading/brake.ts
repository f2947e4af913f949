import { setTimeout } from "node:timers/promises";

/** Limits how many bytes are read per second, over all brokers together. */
export class Brake {
  readonly bytesPerSecond: number;
  /** When everything that was read so far would have been read at the limit. */
  #freeMs = 0;

  /** @param bytesPerSecond may be Infinity */
  constructor(bytesPerSecond: number) {
    this.bytesPerSecond = bytesPerSecond;
  }

  spend(bytes: number): void {
    this.#freeMs = Math.max(performance.now(), this.#freeMs) + (bytes / this.bytesPerSecond) * 1000;
  }

  /** Waits until more may be read; keeps no program alive that has read enough. */
  async wait(): Promise<void> {
    for (;;) {
      const leftMs = this.#freeMs - performance.now();
      if (leftMs <= 0) return;
      await setTimeout(leftMs, undefined, { ref: false });
    }
  }
}
