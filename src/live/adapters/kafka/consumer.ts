import { randomUUID } from "node:crypto";
import { UserError } from "#core/errors/user-error.ts";
import type {
  ConsumedRecord,
  OffsetPosition,
  OffsetRange,
  RecordConsumer,
  TopicDescription,
} from "#live/core/cluster/cluster.ts";
import type { Connection } from "#live/core/cluster/connection.ts";
import { construct } from "./construct.ts";
import { explainFailure } from "./explain-failure.ts";
import { librdkafkaConfig } from "./librdkafka-config.ts";
import type { LoadedClient, Metadata, NativeConsumer } from "./native-client.ts";
import { nativeOffsets } from "./native-offsets.ts";
import { Positions } from "./positions.ts";
import { listenForRecords } from "./record-events.ts";

/** Records per batch: larger batches were slower. */
const BATCH = 1_000;
const WAIT_MS = 200;
const CONNECT_TIMEOUT_MS = 9_000;

export interface ConsumerOptions {
  /** Gives up after this time without a record or the end of a partition. */
  readonly stallMs: number;
  /** Checked on connecting, so that missing permission is reported at once. */
  readonly topic?: string;
  /** For a few records from each of many partitions: does not fetch ahead. */
  readonly isSampling?: boolean;
}

/** GROUP_AUTHORIZATION_FAILED: the client looks up the group coordinator, but does not need it. */
const GROUP_DENIED = 30;

const SETTINGS = {
  "client.id": "skew-contract",
  // Partitions are assigned manually: no group is joined and no offset is committed.
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

/** Reads records with librdkafka. */
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
        // Required by the client, though not used.
        "group.id": `skew-contract-${randomUUID()}`,
      },
      // Used if retention has deleted the start of a range.
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
    const metadataOptions = topic === undefined ? {} : { topic, allTopics: false };
    await new Promise<void>((resolve, reject) => {
      consumer.#consumer.on("error", (error) => {
        reject(explainFailure(error, connection, "log in to consume"));
      });
      consumer.#consumer.connect(
        { timeout: CONNECT_TIMEOUT_MS, ...metadataOptions },
        (error, metadata) => {
          if (error) reject(explainFailure(error, connection, "connect to consume"));
          // Otherwise, the client would wait for the partitions forever.
          else if (topic !== undefined && !isListed(topic, metadata)) {
            reject(unreadable(topic));
          } else resolve();
        },
      );
    }).catch(async (error) => {
      await consumer.close().catch(() => undefined);
      throw error;
    });
    return consumer;
  }

  async read(
    ranges: readonly OffsetRange[],
    onRecord: (record: ConsumedRecord) => void,
    signal: AbortSignal,
  ): Promise<OffsetRange[]> {
    const positions = new Positions(ranges, (topic, partition) => {
      // A paused partition would not resume in a later read, or only after a second.
      this.#consumer.incrementalUnassign([{ topic, partition }]);
    });
    const listener = listenForRecords(this.#consumer, positions, onRecord);
    try {
      this.#consumer.assign(positions.assignments());
      let movedMs = Date.now();
      while (positions.open > 0) {
        const before = positions.moves;
        await this.#batch();
        signal.throwIfAborted();
        listener.failure.throwIfAborted();
        const nowMs = Date.now();
        if (positions.moves > before) movedMs = nowMs;
        else if (nowMs - movedMs > this.#stallMs) break;
      }
      return positions.left();
    } finally {
      listener.stop();
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

/** Checks by name: the client may also list other topics that this login can read. */
function isListed(topic: string, { topics }: Metadata): boolean {
  return topics.some(({ name, partitions }) => name === topic && partitions.length > 0);
}

function unreadable(topic: string): UserError {
  return new UserError({
    what: `this login is not allowed to read the topic ${topic}, or the topic no longer exists`,
    next: "Grant the login the right (an ACL or a role) to describe and read topics.",
  });
}
