import { setTimeout } from "node:timers/promises";
import { type Connection, ProtocolError, protocolErrorsCodesById } from "@platformatic/kafka";
import { placeKey } from "#live/core/cluster/cluster.ts";
import type { CostCounter } from "#live/core/cluster/costs.ts";
import { BatchError } from "#live/core/records/batch-error.ts";
import {
  type BatchReader,
  batchesIn,
  type FetchedBatches,
} from "#live/core/records/batch-reader.ts";
import type { OffsetSpan } from "#live/core/records/record-pieces.ts";
import type { Brake } from "./brake.ts";
import type { Cursor } from "./cursor.ts";
import {
  type FetchedPartition,
  type FetchResponse,
  fetchRecords,
  type WantedRecords,
} from "./fetch-api.ts";
import { BatchSizes, FetchSize } from "./fetch-size.ts";
import { ResponseMemory } from "./response-memory.ts";

/** A batch that is larger is taken for damaged. */
const MAX_BATCH_BYTES = 256 * 1024 * 1024;

/** What a loop needs from its reader. */
export interface LoopContext {
  readonly rack: string;
  readonly brake: Brake;
  readonly batches: BatchReader;
  readonly costs: CostCounter | undefined;
  connect(broker: number): Promise<Connection>;
  /** The broker answers this cursor with an error, or cannot be reached. */
  onFailure(cursor: Cursor, broker: number, error: unknown): void;
  /** The leader names a nearer replica. */
  onPreferred(cursor: Cursor, replica: number): void;
  /** No record has arrived for the cursor, though the broker had nothing else to send. */
  onQuiet(cursor: Cursor): void;
}

/** Batches that have arrived, and what to take from them. */
interface Arrival extends FetchedBatches {
  readonly cursor: Cursor;
  readonly span: OffsetSpan;
}

/**
 * Reads from one broker. There is one request at a time; the next one is on its way while the
 * response is read.
 */
export class BrokerLoop {
  readonly #broker: number;
  readonly #context: LoopContext;
  /** By topic and partition, in the order in which they are asked for. */
  readonly #cursors = new Map<string, Cursor>();
  readonly #size = new FetchSize();
  readonly #batchSizes = new BatchSizes();
  /** A response has been read when the next one arrives. */
  readonly #memory = new ResponseMemory();
  #throttledMs = 0;
  #isRunning = false;

  constructor(broker: number, context: LoopContext) {
    this.#broker = broker;
    this.#context = context;
  }

  add(cursor: Cursor): void {
    this.#cursors.set(placeKey(cursor), cursor);
    if (!this.#isRunning) void this.#run();
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    try {
      for (let response = await this.#fetch(); response !== undefined; ) {
        const arrivals = this.#accept(response);
        const next = this.#fetch();
        // It may fail before it is awaited.
        next.catch(() => {});
        for (const arrival of arrivals) this.#read(arrival);
        response = await next;
      }
    } catch (error) {
      this.#size.shrink();
      for (const cursor of [...this.#cursors.values()]) this.#fail(cursor, error);
    } finally {
      this.#isRunning = false;
      // Added after the last look.
      if (this.#cursors.size > 0) void this.#run();
    }
  }

  /** Undefined if nothing is left to read. */
  async #fetch(): Promise<FetchResponse | undefined> {
    const { brake, rack } = this.#context;
    if (this.#cursors.size === 0) return undefined;
    await brake.wait();
    const throttledMs = this.#throttledMs - performance.now();
    if (throttledMs > 0) await setTimeout(throttledMs, undefined, { ref: false });
    const topics = this.#wanted();
    if (topics.length === 0) return undefined;
    const connection = await this.#context.connect(this.#broker);
    const maxBytes = Math.floor(Math.min(this.#size.bytes, brake.bytesPerSecond));
    const startMs = performance.now();
    const request = { rack, maxBytes, topics };
    const response = await fetchRecords(connection, request, this.#memory).catch((error) => {
      // The library would not expect a late response.
      void connection.close().catch(() => {});
      throw error;
    });
    const endMs = performance.now();
    this.#size.learn(response.bytes, endMs - startMs);
    this.#throttledMs = endMs + response.throttleMs;
    this.#context.costs?.throttle(response.throttleMs);
    brake.spend(response.bytes);
    if (response.errorCode !== 0) throw errorOf(response.errorCode);
    return response;
  }

  /** The open cursors by topic. */
  #wanted() {
    const topics = new Map<string, WantedRecords[]>();
    for (const [key, cursor] of this.#cursors) {
      const { topic, partition, next, reading } = cursor;
      const maxBytes = this.#batchSizes.atLeast(topic, cursor.maxBytes);
      if (!reading.wants(cursor)) this.#cursors.delete(key);
      else topics.set(topic, [...(topics.get(topic) ?? []), { partition, next, maxBytes }]);
    }
    return Array.from(topics, ([name, partitions]) => ({ name, partitions }));
  }

  /** Moves the cursors behind what has arrived, so that the next request can be sent. */
  #accept({ partitions }: FetchResponse): Arrival[] {
    const isBusy = partitions.some(({ records }) => records.length > 0);
    const arrivals: Arrival[] = [];
    for (const fetched of partitions) {
      const cursor = this.#cursors.get(placeKey(fetched));
      if (cursor === undefined) continue;
      try {
        const arrival = this.#arrivalOf(fetched, cursor);
        if (arrival !== undefined) arrivals.push(arrival);
        else if (isBusy) cursor.quietMs = Date.now();
        else this.#context.onQuiet(cursor);
      } catch (error) {
        this.#fail(cursor, error);
      }
    }
    return arrivals;
  }

  #arrivalOf(fetched: FetchedPartition, cursor: Cursor): Arrival | undefined {
    const { errorCode, aborted, preferredReplica, records: bytes } = fetched;
    if (errorCode !== 0) throw errorOf(errorCode);
    if (preferredReplica >= 0 && preferredReplica !== this.#broker) {
      this.#cursors.delete(placeKey(cursor));
      this.#context.onPreferred(cursor, preferredReplica);
      return undefined;
    }
    const batches = batchesIn(bytes);
    const last = batches.at(-1);
    if (last === undefined && bytes.length > 0) raiseMaxBytes(cursor);
    if (last === undefined) return undefined;
    this.#batchSizes.learn(cursor.topic, batches);
    if (last.lastOffset < cursor.next) throw new BatchError("its records come before it");
    const span = { start: cursor.next, end: cursor.end };
    cursor.next = last.lastOffset + 1;
    this.#cursors.delete(placeKey(cursor));
    // At the end: a broker fills its response from the first partitions on.
    if (cursor.next < cursor.end) this.#cursors.set(placeKey(cursor), cursor);
    return { bytes, batches, aborted, cursor, span };
  }

  #read({ cursor, span, ...fetched }: Arrival): void {
    const { reading } = cursor;
    if (!reading.wants(cursor)) return;
    try {
      this.#context.batches.read(fetched, span, (records) => reading.take(records, cursor));
      cursor.quietMs = Date.now();
      if (cursor.next >= cursor.end) reading.finish(cursor);
    } catch (error) {
      cursor.next = span.start;
      if (error instanceof BatchError) this.#fail(cursor, error);
      else reading.fail(error);
    }
  }

  #fail(cursor: Cursor, error: unknown): void {
    this.#cursors.delete(placeKey(cursor));
    this.#context.onFailure(cursor, this.#broker, error);
  }
}

/** For a batch that is larger than what was asked for; brokers before 0.10.1 cut it. */
function raiseMaxBytes(cursor: Cursor): void {
  if (cursor.maxBytes >= MAX_BATCH_BYTES) throw new BatchError("a batch is cut short or too large");
  cursor.maxBytes = Math.min(MAX_BATCH_BYTES, cursor.maxBytes * 4);
}

function errorOf(code: number): ProtocolError {
  return new ProtocolError(protocolErrorsCodesById[code] ?? "UNKNOWN_SERVER_ERROR");
}
