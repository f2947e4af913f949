import { randomUUID } from "node:crypto";
import type { OffsetRange, ReadRecord, RecordConsumer } from "../../cluster/cluster.ts";
import type { Connection } from "../../cluster/connection.ts";
import { UserError } from "../../errors.ts";
import { explainFailure } from "./explain-failure.ts";
import { librdkafkaConfig } from "./librdkafka-config.ts";
import type { LoadedClient, NativeConsumer } from "./native-client.ts";

/** Records at a time: larger ones were slower. */
const BATCH = 1_000;
const WAIT_MS = 200;
const CONNECT_MS = 9_000;
/** Without a single record or end of a partition for so long, no more will come. */
const STALL_MS = 60_000;

/** GROUP_AUTHORIZATION_FAILED: the client looks for the group's coordinator, and needs none. */
const GROUP_DENIED = 30;

const SETTINGS = {
  "client.id": "skew-contract",
  // No group is joined and no offset committed: partitions are assigned by hand.
  "enable.auto.commit": false,
  "enable.auto.offset.store": false,
  "enable.partition.eof": true,
  "isolation.level": "read_committed",
  "check.crcs": true,
  "fetch.wait.max.ms": 50,
  "queued.min.messages": 200_000,
};

/** Reads one topic once by librdkafka. */
export class KafkaRecordConsumer implements RecordConsumer {
  readonly #consumer: NativeConsumer;
  readonly #connection: Connection;

  private constructor(library: LoadedClient, connection: Connection) {
    this.#connection = connection;
    this.#consumer = new library.KafkaConsumer(
      {
        ...librdkafkaConfig(connection),
        ...SETTINGS,
        // The client wants one, even where it is of no use.
        "group.id": `skew-contract-${randomUUID()}`,
      },
      // Where retention has taken what a range begins with.
      { "auto.offset.reset": "earliest" },
    );
    this.#consumer.setDefaultConsumeTimeout(WAIT_MS);
    this.#consumer.setDefaultIsTimeoutOnlyForFirstMessage(true);
    this.#consumer.on("event.error", () => undefined);
  }

  static async connect(
    library: LoadedClient,
    connection: Connection,
    topic: string,
  ): Promise<KafkaRecordConsumer> {
    const consumer = new KafkaRecordConsumer(library, connection);
    await new Promise<void>((resolve, reject) => {
      consumer.#consumer.connect({ topic, timeout: CONNECT_MS }, (error, metadata) => {
        if (error) reject(explainFailure(error, connection, "connect to consume"));
        // The client itself would wait for partitions that it never sees.
        else if (!metadata.topics[0]?.partitions.length) reject(unreadable(topic));
        else resolve();
      });
    }).catch(async (error) => {
      await consumer.close().catch(() => undefined);
      throw error;
    });
    return consumer;
  }

  async read(
    topic: string,
    ranges: readonly OffsetRange[],
    onRecord: (record: ReadRecord) => void,
    signal: AbortSignal,
  ): Promise<void> {
    const positions = new Positions(ranges, (partition) => {
      this.#consumer.pause([{ topic, partition }]);
    });
    const trouble = this.#listen(positions, onRecord);
    this.#consumer.assign(positions.assignments(topic));
    let movedMs = Date.now();
    while (positions.open > 0) {
      const before = positions.moves;
      await this.#batch(topic);
      signal.throwIfAborted();
      trouble.throwIfAborted();
      const nowMs = Date.now();
      if (positions.moves > before) movedMs = nowMs;
      else if (nowMs - movedMs > STALL_MS) throw stalled(topic, positions.openPartitions());
    }
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => this.#consumer.disconnect(resolve));
  }

  /**
   * Records and ends of partitions as events: only these come in their true order. What `onRecord`
   * throws aborts the signal: the client would end the process.
   */
  #listen(positions: Positions, onRecord: (record: ReadRecord) => void): AbortSignal {
    const trouble = new AbortController();
    this.#consumer.on("data", ({ partition, offset, key = null, value }) => {
      if (trouble.signal.aborted || !positions.take(partition, offset)) return;
      try {
        onRecord({ partition, offset, key, value });
      } catch (error) {
        trouble.abort(error);
      }
    });
    this.#consumer.on("partition.eof", ({ partition, offset }) => {
      positions.reach(partition, offset);
    });
    return trouble.signal;
  }

  #batch(topic: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#consumer.consume(BATCH, (error) => {
        if (error && error.code !== GROUP_DENIED)
          reject(explainFailure(error, this.#connection, `read the topic ${topic}`));
        else resolve();
      });
    });
  }
}

/** How far each partition is read, whatever lies between two records. */
class Positions {
  readonly #next = new Map<number, number>();
  readonly #ends = new Map<number, number>();
  readonly #onDone: (partition: number) => void;
  /** Steps ahead, of any partition. */
  moves = 0;

  constructor(ranges: readonly OffsetRange[], onDone: (partition: number) => void) {
    this.#onDone = onDone;
    for (const { partition, start, end } of ranges) {
      if (start >= end) continue;
      this.#next.set(partition, Number(start));
      this.#ends.set(partition, Number(end));
    }
  }

  /** Partitions that are not read to their ends. */
  get open(): number {
    return this.#ends.size;
  }

  openPartitions(): number[] {
    return [...this.#ends.keys()];
  }

  assignments(topic: string) {
    return this.openPartitions().map((partition) => {
      return { topic, partition, offset: this.#next.get(partition) ?? 0 };
    });
  }

  /** Whether the record belongs to the range and was not read before. */
  take(partition: number, offset: number): boolean {
    const end = this.#ends.get(partition);
    if (end === undefined || offset < (this.#next.get(partition) ?? 0)) return false;
    this.reach(partition, offset + 1);
    return offset < end;
  }

  /** All before `offset` is read. */
  reach(partition: number, offset: number): void {
    const end = this.#ends.get(partition);
    if (end === undefined) return;
    if (offset > (this.#next.get(partition) ?? 0)) {
      this.#next.set(partition, offset);
      this.moves++;
    }
    if (offset < end) return;
    this.#ends.delete(partition);
    this.#onDone(partition);
  }
}

function unreadable(topic: string): UserError {
  return new UserError({
    what: `this login may not read the topic ${topic}, or it is gone`,
    next: "Give it the right (an ACL or a role) to describe and read topics.",
  });
}

function stalled(topic: string, partitions: readonly number[]): UserError {
  const some = partitions.slice(0, 10).join(", ");
  return new UserError({
    what: `no more records of ${topic} came for ${STALL_MS / 1000} s; not read to the end: partition ${some}${partitions.length > 10 ? ", …" : ""}`,
    next: "Is a broker down, or the topic being deleted? Try again once the cluster is well.",
  });
}
