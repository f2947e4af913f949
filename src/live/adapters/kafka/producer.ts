import { setImmediate, setTimeout } from "node:timers/promises";
import type { Deliveries, RecordProducer } from "#live/core/cluster/cluster.ts";
import type { Connection } from "#live/core/cluster/connection.ts";
import { construct } from "./construct.ts";
import { explainFailure } from "./explain-failure.ts";
import { librdkafkaConfig } from "./librdkafka-config.ts";
import type { LoadedClient, NativeError, NativeProducer } from "./native-client.ts";

/** librdkafka's RD_KAFKA_RESP_ERR__QUEUE_FULL: the queue is full until records are delivered. */
const QUEUE_FULL = -184;
const FULL_WAIT_MS = 2;
const FLUSH_MS = 200;
const CONNECT_MS = 9_000;
/** Event loop turns without a report after which none are left; each turn brings up to 100. */
const QUIET_TURNS = 3;
/** For records that are still queued if the run ends early. */
const DISCONNECT_MS = 1;

export interface ProducerOptions {
  readonly topic: string;
  /** librdkafka's partitioner name, such as murmur2_random. */
  readonly partitioner: string;
  /** A record that has not been acknowledged by then has failed. */
  readonly deliveryTimeoutMs: number;
  /** Called with the value of each record that was not delivered. */
  readonly onFailure: (value: Uint8Array) => void;
}

/** Backed by memory: the client treats a buffer without memory as no key. */
const EMPTY_KEY = Buffer.alloc(1).subarray(0, 0);

/** Acknowledged by all in-sync replicas, each record once and in order (idempotence). */
const SAFE = { acks: -1, "enable.idempotence": true };
/**
 * Only failures are reported one by one: reporting successes costs more than sending (it reduces the
 * rate to 0.45) and fills the memory. A record that is neither queued nor reported was acknowledged.
 */
const REPORTS = { dr_msg_cb: true, "delivery.report.only.error": true };
/** Large batches: we measure where records go, not how fast. */
const BULK = {
  "linger.ms": 5,
  "compression.type": "lz4",
  "batch.size": 1_000_000,
  "batch.num.messages": 100_000,
  "queue.buffering.max.messages": 500_000,
  "queue.buffering.max.kbytes": 262_144,
};

/** Writes records with librdkafka, which also chooses their partitions. */
export class KafkaRecordProducer implements RecordProducer {
  readonly client: string;
  readonly #producer: NativeProducer;
  readonly #topic: string;
  readonly #onFailure: ProducerOptions["onFailure"];
  readonly #reasons = new Map<string, number>();
  #sent = 0;
  #failed = 0;

  private constructor(library: LoadedClient, connection: Connection, options: ProducerOptions) {
    const { topic, partitioner, deliveryTimeoutMs, onFailure } = options;
    const settings = { ...librdkafkaConfig(connection), ...SAFE, ...REPORTS, ...BULK };
    this.client = library.title;
    this.#topic = topic;
    this.#onFailure = onFailure;
    this.#producer = new library.Producer(
      { ...settings, "client.id": "skew-contract" },
      { partitioner, "message.timeout.ms": deliveryTimeoutMs },
    );
    this.#producer.on("delivery-report", (error, { value }) => {
      if (error !== null) this.#fail(error, value);
    });
    // librdkafka retries; errors that last end as failed deliveries.
    this.#producer.on("event.error", () => undefined);
  }

  static async connect(
    library: LoadedClient,
    connection: Connection,
    options: ProducerOptions,
  ): Promise<KafkaRecordProducer> {
    const producer = construct(
      () => new KafkaRecordProducer(library, connection, options),
      connection,
    );
    const native = producer.#producer;
    await new Promise<void>((resolve, reject) => {
      native.on("error", (error) => reject(explainFailure(error, connection, "log in to produce")));
      native.connect({ topic: options.topic, timeout: CONNECT_MS }, (error) =>
        error ? reject(explainFailure(error, connection, "connect to produce")) : resolve(),
      );
    }).catch(async (error) => {
      await producer.close().catch(() => undefined);
      throw error;
    });
    // Polls on librdkafka's own thread, however busy this one is.
    native.setPollInBackground(true);
    return producer;
  }

  send(key: Uint8Array | null, value: Uint8Array): boolean {
    try {
      this.#producer.produce(this.#topic, null, value, key?.length === 0 ? EMPTY_KEY : key);
    } catch (error) {
      if ((error as NativeError).code === QUEUE_FULL) return false;
      this.#fail(error as NativeError, value);
    }
    this.#sent++;
    return true;
  }

  async drain(): Promise<void> {
    await setTimeout(FULL_WAIT_MS);
  }

  async flush(signal: AbortSignal): Promise<Deliveries> {
    const flush = () => {
      return new Promise<boolean>((resolve) => {
        this.#producer.flush(FLUSH_MS, (error) => resolve(!error));
      });
    };
    while (!(await flush())) signal.throwIfAborted();
    await this.#drainReports(signal);
    return {
      delivered: this.#sent - this.#failed,
      failed: this.#failed,
      reasons: new Map(this.#reasons),
    };
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => this.#producer.disconnect(DISCONNECT_MS, resolve));
  }

  /** The binding passes reports on in small batches, long after librdkafka has created them. */
  async #drainReports(signal: AbortSignal): Promise<void> {
    for (let quiet = 0; quiet < QUIET_TURNS; quiet++) {
      const before = this.#failed;
      await setImmediate();
      signal.throwIfAborted();
      if (this.#failed > before) quiet = -1;
    }
  }

  #fail({ message }: NativeError, value: Uint8Array): void {
    this.#failed++;
    this.#onFailure(value);
    this.#reasons.set(message, (this.#reasons.get(message) ?? 0) + 1);
  }
}
