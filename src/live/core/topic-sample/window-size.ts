import type { PartitionSpan } from "../recommendation/sampler.ts";

interface Read {
  offsets: number;
  records: number;
}

/** Offsets of a partition that were read, and how many of them had a record of the window. */
export type ReadOffsets = Readonly<Read>;

/**
 * Estimates how many records a window has: not every offset has one, because of compaction, markers of
 * transactions, and records that were aborted or are older than the window.
 */
export class WindowSize {
  readonly #ofPartition = new Map<number, Read>();

  /** By partition. */
  get read(): ReadonlyMap<number, ReadOffsets> {
    return this.#ofPartition;
  }

  /** Adds offsets that were read. */
  cover(partition: number, offsets: number): void {
    this.#of(partition).offsets += offsets;
  }

  /** Adds records of the window at these offsets. */
  add(partition: number, records: number): void {
    this.#of(partition).records += records;
  }

  /**
   * By the shares of offsets with a record in each partition, or in all partitions for one of which
   * nothing was read. Exact if everything was read.
   */
  records(spans: readonly PartitionSpan[]): number {
    const all = { offsets: 0, records: 0 };
    for (const { offsets, records } of this.#ofPartition.values()) {
      all.offsets += offsets;
      all.records += records;
    }
    return spans.reduce((sum, { partition, start, end }) => {
      const own = this.#ofPartition.get(partition);
      const { offsets, records } = own !== undefined && own.offsets > 0 ? own : all;
      return sum + (offsets === 0 ? 0 : ((end - start) * records) / offsets);
    }, 0);
  }

  #of(partition: number): Read {
    const read = this.#ofPartition.get(partition) ?? { offsets: 0, records: 0 };
    this.#ofPartition.set(partition, read);
    return read;
  }
}
