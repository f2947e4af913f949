import type { BatchHeader } from "./record-batch.ts";

export interface AbortedTransaction {
  readonly producerId: bigint;
  readonly firstOffset: number;
}

/**
 * Recognizes the batches of aborted transactions, as Java's consumer does: they are those of the
 * producer from the transaction's first offset up to the marker that aborts it.
 */
export class AbortedBatches {
  /** The last begins first. */
  readonly #waiting: AbortedTransaction[];
  /** Producers whose transaction, as far as the batches have been seen, will be aborted. */
  readonly #producers = new Set<bigint>();

  /** @param transactions that overlap the batches */
  constructor(transactions: readonly AbortedTransaction[]) {
    this.#waiting = transactions.toSorted((a, b) => b.firstOffset - a.firstOffset);
  }

  /** Whether the batch is of an aborted transaction. Call this for all batches, in order. */
  includes({ lastOffset, isTransactional, producerId }: BatchHeader): boolean {
    for (let next = this.#waiting.at(-1); next !== undefined; next = this.#waiting.at(-1)) {
      if (next.firstOffset > lastOffset) break;
      this.#producers.add(next.producerId);
      this.#waiting.pop();
    }
    return isTransactional && this.#producers.has(producerId);
  }

  /** Ends the producer's transaction. */
  end(producerId: bigint): void {
    this.#producers.delete(producerId);
  }
}
