import type { OffsetRange } from "#live/core/cluster/cluster.ts";

/** How far each partition is read, whatever lies between two records. */
export class Positions {
  /** Partitions that are not read to their ends, by topic. */
  readonly #open = new Map<string, Map<number, Position>>();
  readonly #onDone: (topic: string, partition: number) => void;
  /** Steps ahead, of any partition. */
  moves = 0;
  /** Partitions that are not read to their ends. */
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

  /** Where to go on. */
  assignments(): { topic: string; partition: number; offset: number }[] {
    return [...this.#open].flatMap(([topic, ofTopic]) =>
      Array.from(ofTopic, ([partition, { next }]) => ({ topic, partition, offset: next })),
    );
  }

  /** What is not read to its end. */
  left(): OffsetRange[] {
    return [...this.#open].flatMap(([topic, ofTopic]) =>
      Array.from(ofTopic, ([partition, { next, end }]) => {
        return { topic, partition, start: BigInt(next), end: BigInt(end) };
      }),
    );
  }

  /** Whether the record belongs to the range and was not read before. */
  take(topic: string, partition: number, offset: number): boolean {
    const position = this.#open.get(topic)?.get(partition);
    if (position === undefined || offset < position.next) return false;
    this.reach(topic, partition, offset + 1);
    return offset < position.end;
  }

  /** All before `offset` is read. */
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
