import { randomUUID } from "node:crypto";
import { UserError } from "#core/errors/user-error.ts";
import type {
  OffsetPosition,
  OffsetRange,
  ReadRecord,
  RecordConsumer,
  TopicDescription,
} from "#live/core/cluster/cluster.ts";
import type { Connection } from "#live/core/cluster/connection.ts";
import { construct } from "./construct.ts";
import { explainFailure } from "./explain-failure.ts";
import { librdkafkaConfig } from "./librdkafka-config.ts";
import type {
  LoadedClient,
  Metadata,
  NativeConsumer,
  NativeRecord,
  PartitionEnd,
} from "./native-client.ts";
import { nativeOffsets } from "./native-offsets.ts";
import { Positions } from "./positions.ts";

/** Records at a time: larger ones were slower. */
const BATCH = 1_000;
const WAIT_MS = 200;
const CONNECT_MS = 9_000;

export interface ConsumerOptions {
  /** Without a single record or end of a partition for so long, no more will come. */
  readonly stallMs: number;
  /** Looked for first, so that one that may not be read is told at once. */
  readonly topic?: string;
  /** Few records of each of many partitions: none are fetched ahead. */
  readonly isSampling?: boolean;
}

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
};
const BULK = { "queued.min.messages": 200_000 };
const SAMPLING = {
  "queued.min.messages": 100,
  "fetch.queue.backoff.ms": 5,
  "fetch.message.max.bytes": 65_536,
};

/** Reads records by librdkafka. */
export class KafkaRecordConsumer implements RecordConsumer {
  readonly #consumer: NativeConsumer;
  readonly #connection: Connection;
  readonly #stallMs: number;

  private constructor(
    library: LoadedClient,
    connection: Connection,
    { stallMs, isSampling = false }: ConsumerOptions,
  ) {
    this.#connection = connection;
    this.#stallMs = stallMs;
    this.#consumer = new library.KafkaConsumer(
      {
        ...librdkafkaConfig(connection),
        ...SETTINGS,
        ...(isSampling ? SAMPLING : BULK),
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
    options: ConsumerOptions,
  ): Promise<KafkaRecordConsumer> {
    const consumer = construct(
      () => new KafkaRecordConsumer(library, connection, options),
      connection,
    );
    const { topic } = options;
    const wanted = topic === undefined ? {} : { topic, allTopics: false };
    await new Promise<void>((resolve, reject) => {
      consumer.#consumer.on("error", (error) => {
        reject(explainFailure(error, connection, "log in to consume"));
      });
      consumer.#consumer.connect({ timeout: CONNECT_MS, ...wanted }, (error, metadata) => {
        if (error) reject(explainFailure(error, connection, "connect to consume"));
        // The client itself would wait for partitions that it never sees.
        else if (topic !== undefined && !isThere(topic, metadata)) {
          reject(unreadable(topic));
        } else resolve();
      });
    }).catch(async (error) => {
      await consumer.close().catch(() => undefined);
      throw error;
    });
    return consumer;
  }

  async read(
    ranges: readonly OffsetRange[],
    onRecord: (record: ReadRecord) => void,
    signal: AbortSignal,
  ): Promise<OffsetRange[]> {
    const positions = new Positions(ranges, (topic, partition) => {
      // Pausing would let it be read no further in a later reading, or only after a second.
      this.#consumer.incrementalUnassign([{ topic, partition }]);
    });
    const listening = this.#listen(positions, onRecord);
    try {
      this.#consumer.assign(positions.assignments());
      let movedMs = Date.now();
      while (positions.open > 0) {
        const before = positions.moves;
        await this.#batch();
        signal.throwIfAborted();
        listening.trouble.throwIfAborted();
        const nowMs = Date.now();
        if (positions.moves > before) movedMs = nowMs;
        else if (nowMs - movedMs > this.#stallMs) break;
      }
      return positions.left();
    } finally {
      listening.stop();
    }
  }

  async offsets(topic: TopicDescription, at: OffsetPosition): Promise<bigint[]> {
    try {
      return await nativeOffsets(this.#consumer, topic, at);
    } catch (error) {
      throw explainFailure(error, this.#connection, `read the offsets of ${topic.name}`);
    }
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => this.#consumer.disconnect(resolve));
  }

  /**
   * Records and ends of partitions as events: only these come in their true order. What `onRecord`
   * throws aborts the signal: the client would end the process.
   */
  #listen(positions: Positions, onRecord: (record: ReadRecord) => void) {
    const trouble = new AbortController();
    const onData = ({ topic, partition, offset, key = null, value, ...more }: NativeRecord) => {
      if (trouble.signal.aborted || !positions.take(topic, partition, offset)) return;
      try {
        const { headers, timestamp = -1 } = more;
        const headerBytes = headers === undefined ? 0 : sizeOf(headers);
        const timestampMs = timestamp < 0 ? undefined : timestamp;
        onRecord({ topic, partition, offset, key, value, headerBytes, timestampMs });
      } catch (error) {
        trouble.abort(error);
      }
    };
    const onEnd = ({ topic, partition, offset }: PartitionEnd) => {
      positions.reach(topic, partition, offset);
    };
    this.#consumer.on("data", onData).on("partition.eof", onEnd);
    const stop = () => {
      this.#consumer.removeListener("data", onData).removeListener("partition.eof", onEnd);
    };
    return { trouble: trouble.signal, stop };
  }

  #batch(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#consumer.consume(BATCH, (error) => {
        if (error && error.code !== GROUP_DENIED) {
          reject(explainFailure(error, this.#connection, "read records"));
        } else resolve();
      });
    });
  }
}

/** By its name: the client may tell of other topics too, that this login may read. */
function isThere(topic: string, { topics }: Metadata): boolean {
  return topics.some(({ name, partitions }) => name === topic && partitions.length > 0);
}

/** Names and values of a record's headers. */
function sizeOf(headers: NonNullable<NativeRecord["headers"]>): number {
  let bytes = 0;
  for (const header of headers) {
    for (const [name, value] of Object.entries(header)) {
      bytes += Buffer.byteLength(name) + (value === null ? 0 : Buffer.byteLength(value));
    }
  }
  return bytes;
}

function unreadable(topic: string): UserError {
  return new UserError({
    what: `this login may not read the topic ${topic}, or it is gone`,
    next: "Give it the right (an ACL or a role) to describe and read topics.",
  });
}
