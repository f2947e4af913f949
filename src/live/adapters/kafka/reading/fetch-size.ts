const MIN_BYTES = 256 * 1024;
const MAX_BYTES = 8 * 1024 * 1024;
/** A response that takes longer gets close to the time limit of requests. */
const SLOW_MS = 2_000;
const FAST_MS = 500;

/** How much to ask a broker for at once: less where the network is slow. */
export class FetchSize {
  bytes = 2 * 1024 * 1024;

  /** Learns from a response and how long it took. */
  learn(responseBytes: number, tookMs: number): void {
    if (tookMs > SLOW_MS) this.shrink();
    else if (tookMs < FAST_MS && responseBytes > this.bytes / 2) {
      this.bytes = Math.min(MAX_BYTES, this.bytes * 2);
    }
  }

  shrink(): void {
    this.bytes = Math.max(MIN_BYTES, this.bytes / 2);
  }
}
