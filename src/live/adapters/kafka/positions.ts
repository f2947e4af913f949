import type { OffsetRange } from "#live/core/cluster/cluster.ts";

/** Tracks how far each partition has been read; offsets may have gaps. */
export class Positions {
  /** Partitions that have not been read to their ends, by topic. */
  readonly #open = new Map<string, Map<number, Position>>();
  readonly #onDone: (topic: string, partition: number) => void;
  /** How often any partition has advanced. */
  moves = 0;
  /** Number of partitions that have not been read to their ends. */
  open = 0;

  constructor(ranges: readonly OffsetRange[], onDone: (topic: string, partition: number) => void) {
    this.#onDone = onDone;
    for (const { topic, partition, start, end } of ranges) {
      if (start >= end) continue;
      const ofTopic = this.#open.get(topic) ?? new Map<number, Position>();
      this.#open.set(topic, ofTopic.set(partition, { next: Number(start), end: Number(end) }));
      this.open++;
    }
  }

  /** Where to continue reading. */
  assignments(): { topic: string; partition: number; offset: number }[] {
    return [...this.#open].flatMap(([topic, ofTopic]) =>
      Array.from(ofTopic, ([partition, { next }]) => ({ topic, partition, offset: next })),
    );
  }

  /** The ranges that have not been read yet. */
  left(): OffsetRange[] {
    return [...this.#open].flatMap(([topic, ofTopic]) =>
      Array.from(ofTopic, ([partition, { next, end }]) => {
        return { topic, partition, start: BigInt(next), end: BigInt(end) };
      }),
    );
  }

  /** Advances past a record; returns whether it is in the range and new. */
  take(topic: string, partition: number, offset: number): boolean {
    const position = this.#open.get(topic)?.get(partition);
    if (position === undefined || offset < position.next) return false;
    this.reach(topic, partition, offset + 1);
    return offset < position.end;
  }

  /** Marks everything before `offset` as read. */
  reach(topic: string, partition: number, offset: number): void {
    const ofTopic = this.#open.get(topic);
    const position = ofTopic?.get(partition);
    if (position === undefined) return;
    if (offset > position.next) {
      position.next = offset;
      this.moves++;
    }
    if (offset < position.end) return;
    ofTopic?.delete(partition);
    this.open--;
    this.#onDone(topic, partition);
  }
}

interface Position {
  next: number;
  readonly end: number;
}
