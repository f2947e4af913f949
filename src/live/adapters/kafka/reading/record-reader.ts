import { gunzipSync } from "node:zlib";
import { unzstdAll } from "#core/compression/zstd.ts";
import type {
  OffsetPosition,
  OffsetRange,
  ReadOptions,
  RecordReader,
  TakeRecords,
  TopicDescription,
  UnreadRange,
} from "#live/core/cluster/cluster.ts";
import type { Connection } from "#live/core/cluster/connection.ts";
import { BatchReader } from "#live/core/records/batch-reader.ts";
import { explainFailure } from "../explain-failure.ts";
import { FAILOVER_MS, RetryWhileUnsettled } from "../retry-while-unsettled.ts";
import type { Brake } from "./brake.ts";
import { Brokers } from "./brokers.ts";
import { Reading } from "./cursor.ts";
import { Dispatcher, REPLACED } from "./dispatcher.ts";

/** To fetch from one partition at once. */
const BULK_BYTES = 1024 * 1024;
export const SAMPLE_BYTES = 64 * 1024;
const TIMEOUTS = { timeoutMs: 9_000, failoverMs: FAILOVER_MS };

export interface RecordReaderOptions {
  /** Gives up on a partition after this time without a record. */
  readonly stallMs: number;
  /** Shared by all readers of a run. */
  readonly brake: Brake;
}

/**
 * Reads records with Kafka's Fetch requests: no group is joined, and nothing is committed. There is
 * one request at a time per broker, for all readings together.
 */
export class KafkaRecordReader implements RecordReader {
  readonly #connection: Connection;
  readonly #brokers: Brokers;
  readonly #dispatcher: Dispatcher;
  /** The leaders are asked for each time. */
  readonly #retries = new RetryWhileUnsettled(() => undefined);

  constructor(connection: Connection, { stallMs, brake }: RecordReaderOptions) {
    const brokers = new Brokers(connection);
    this.#connection = connection;
    this.#brokers = brokers;
    this.#dispatcher = new Dispatcher({
      brokers,
      batches: new BatchReader({
        gunzip: (packed, maxOutputLength) => gunzipSync(packed, { maxOutputLength }),
        unzstd: unzstdAll,
      }),
      brake,
      rack: connection.rack ?? "",
      costs: connection.costs,
      stallMs,
      explain: (error) => explainFailure(error, connection, "read records"),
    });
  }

  async read(
    ranges: readonly OffsetRange[],
    take: TakeRecords,
    { signal, isSample = false }: ReadOptions,
  ): Promise<UnreadRange[]> {
    signal.throwIfAborted();
    const reading = new Reading(take);
    const abort = () => reading.fail(signal.reason);
    signal.addEventListener("abort", abort);
    try {
      this.#dispatcher.dispatch(reading.open(ranges, isSample ? SAMPLE_BYTES : BULK_BYTES));
      const left = await reading.ended;
      return isSample ? left : await this.#withReplaced(left, ranges);
    } finally {
      signal.removeEventListener("abort", abort);
    }
  }

  /** Adds the ranges of topics that are others now: what was read may be of either. */
  async #withReplaced(
    left: readonly UnreadRange[],
    ranges: readonly OffsetRange[],
  ): Promise<UnreadRange[]> {
    const topics = new Set(ranges.flatMap(({ topic, start, end }) => (start < end ? topic : [])));
    if (topics.size === 0) return [...left];
    try {
      const found = await this.#retries.ask(() => this.#brokers.leaders([...topics]), TIMEOUTS);
      const isReplaced = ({ topic }: OffsetRange) => found.get(topic)?.isReplaced === true;
      const replaced = ranges.filter(isReplaced).map((range) => ({ ...range, reason: REPLACED }));
      return [...left.filter((range) => !isReplaced(range)), ...replaced];
    } catch (error) {
      throw explainFailure(error, this.#connection, "read records");
    }
  }

  async offsets({ name }: TopicDescription, at: OffsetPosition): Promise<bigint[]> {
    try {
      return await this.#retries.ask(() => this.#brokers.offsets(name, at), TIMEOUTS);
    } catch (error) {
      throw explainFailure(error, this.#connection, `read the offsets of ${name}`);
    }
  }

  close(): Promise<void> {
    return this.#brokers.close();
  }
}
