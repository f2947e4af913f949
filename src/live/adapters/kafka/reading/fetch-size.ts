const MIN_BYTES = 256 * 1024;
const MAX_BYTES = 8 * 1024 * 1024;
/** A response that takes longer gets close to the time limit of requests. */
const SLOW_MS = 2_000;
const FAST_MS = 500;
/** Larger batches come one at a time. */
const MAX_LEARNED_BYTES = 1024 * 1024;

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

/**
 * The largest batch of each topic so far. Of all partitions in a response, brokers return only the
 * first one's batch if it is larger than what was asked for: small samples would take a request each.
 */
export class BatchSizes {
  readonly #largest = new Map<string, number>();

  learn(topic: string, batches: readonly { readonly start: number; readonly end: number }[]): void {
    const before = this.#largest.get(topic) ?? 0;
    const largest = batches.reduce((most, { start, end }) => Math.max(most, end - start), before);
    this.#largest.set(topic, Math.min(largest, MAX_LEARNED_BYTES));
  }

  /** How many bytes to ask for so that a batch comes. */
  atLeast(topic: string, bytes: number): number {
    return Math.max(bytes, this.#largest.get(topic) ?? 0);
  }
}
