import type {
  OffsetRange,
  RecordPlace,
  TakeRecords,
  UnreadRange,
} from "#live/core/cluster/cluster.ts";
import type { RecordColumns } from "#live/core/records/record-columns.ts";

/** The position in one partition. */
export interface Cursor extends RecordPlace {
  next: number;
  readonly end: number;
  /** To fetch at once; raised for a batch that is larger. */
  maxBytes: number;
  /** A broker that the leader has named as nearer. */
  replica: number | undefined;
  /** Since when nothing has arrived. */
  quietMs: number;
  readonly reading: Reading;
}

/** The partitions of one call, until all are read to their ends or given up. */
export class Reading {
  readonly #open = new Set<Cursor>();
  readonly #take: TakeRecords;
  readonly #left: UnreadRange[] = [];
  #resolve: (left: UnreadRange[]) => void = () => {};
  #reject: (error: unknown) => void = () => {};
  readonly ended: Promise<UnreadRange[]>;

  constructor(take: TakeRecords) {
    this.#take = take;
    this.ended = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    // It may fail while nobody waits for it.
    this.ended.catch(() => {});
  }

  /** Cursors for all ranges that are not empty. */
  open(ranges: readonly OffsetRange[], maxBytes: number): Cursor[] {
    for (const { topic, partition, start, end } of ranges) {
      if (start >= end) continue;
      const span = { next: Number(start), end: Number(end) };
      const quietMs = Date.now();
      this.#open.add({
        topic,
        partition,
        ...span,
        maxBytes,
        replica: undefined,
        quietMs,
        reading: this,
      });
    }
    this.#endIfDone();
    return [...this.#open];
  }

  /** Whether records of the cursor are still wanted. */
  wants(cursor: Cursor): boolean {
    return this.#open.has(cursor);
  }

  take(records: RecordColumns, { topic, partition }: Cursor): void {
    if (records.size > 0) this.#take(records, { topic, partition });
  }

  finish(cursor: Cursor): void {
    if (this.#open.delete(cursor)) this.#endIfDone();
  }

  /** Gives up on the partition. */
  giveUp(cursor: Cursor, reason: string): void {
    const { topic, partition, next, end } = cursor;
    if (!this.#open.has(cursor)) return;
    this.#left.push({ topic, partition, start: BigInt(next), end: BigInt(end), reason });
    this.finish(cursor);
  }

  fail(error: unknown): void {
    this.#open.clear();
    this.#reject(error);
  }

  #endIfDone(): void {
    if (this.#open.size === 0) this.#resolve(this.#left);
  }
}
