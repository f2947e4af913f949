import { closeSync, fstatSync } from "node:fs";
import { fileChanged } from "#core/errors/messages.ts";
import type { KeyBlock, KeyCounts } from "#core/keys/key-counts.ts";
import type { KeySink } from "#core/keys/key-sink.ts";
import type { RecordedDetails } from "#core/tally/recorded-details.ts";
import type { TallySpec } from "#core/tally/spec.ts";
import { mergeTallies, type Tally, tallyKeys } from "#core/tally/tally.ts";
import { Counter } from "./counter.ts";
import { CounterSink } from "./counter-sink.ts";
import { type Finished, type Job, work } from "./job.ts";
import { limitsOf, type Resources } from "./limits.ts";
import { LineBuffer } from "./line-buffer.ts";
import type { LineFile } from "./line-ranges.ts";
import type { ParquetFile } from "./parquet-groups.ts";
import { type Parts, partBlocks, partsOf } from "./part-blocks.ts";
import {
  type CountedRows,
  isRowFile,
  nullsOfAll,
  nullsOfGroups,
  type RowFile,
} from "./row-ranges.ts";
import { control, createShared, reuseMemory, type Shared } from "./shared-memory.ts";
import { closeSpillFiles } from "./spill-file.ts";
import { countFeeds, endFeeds, startFeeds } from "./stream-feeds.ts";
import type { Workers } from "./workers.ts";

/** With less, the main thread finishes before a worker has started. */
const WORTH_WORKERS_BYTES = 24 * 1024 * 1024;

/**
 * Counts keys with the kernel, on several threads and in bounded memory. First count all files,
 * then call tally(), then blocks().
 */
export class Engine implements KeyCounts, KeySink {
  readonly #shared: Shared;
  readonly #threads: number;
  readonly #counter: Counter;
  readonly #buffer: LineBuffer;
  readonly #sink: CounterSink;
  #workers: Workers | undefined;
  #feeding: Promise<unknown> | undefined;
  #streamedBytes = 0;
  #parts: Parts | undefined;

  /** Undefined if WebAssembly lacks SIMD or threads. */
  static create(resources: Resources): Engine | undefined {
    const { threads, ...limits } = limitsOf(resources);
    const shared = createShared(threads, limits);
    return shared && new Engine(shared, threads);
  }

  private constructor(shared: Shared, threads: number) {
    this.#shared = shared;
    this.#threads = threads;
    this.#counter = new Counter(shared, 0);
    this.#buffer = new LineBuffer(this.#counter, shared.buffers[0] as number);
    this.#sink = new CounterSink(this.#counter, this.#buffer);
  }

  /**
   * Counts the keys of a file with one key per line or row, and closes it. Returns what each thread
   * knows about the records besides their keys.
   */
  async countFile(
    file: LineFile | RowFile,
    onRead: (bytes: number) => void,
  ): Promise<RecordedDetails[]> {
    try {
      // Keys of the previous file may be waiting as lines.
      this.#buffer.ended();
      Atomics.store(this.#shared.control, control.nextRange, 0);
      Atomics.store(this.#shared.control, control.rowsRefused, 0);
      const before = fstatSync(file.descriptor);
      if (file.size >= WORTH_WORKERS_BYTES) await this.#startWorkers();
      const counted = await this.#doAll({ do: "count-ranges", file }, onRead);
      const rows = isRowFile(file) ? (counted as CountedRows[]) : [];
      if (isRowFile(file)) this.addNull(nullsOfAll(file, rows));
      const { size, mtimeMs } = fstatSync(file.descriptor);
      if (size !== file.size || mtimeMs !== before.mtimeMs) {
        throw fileChanged().at({ file: file.label });
      }
      return rows.flatMap(({ details }) => details ?? []);
    } finally {
      closeSync(file.descriptor);
    }
  }

  /** The next bytes of a stream with one key per line. */
  pushLines(chunk: Uint8Array): void {
    this.#streamedBytes += chunk.length;
    for (let from = 0; from < chunk.length; ) {
      const space = this.#buffer.space();
      const bytes = Math.min(space.length, chunk.length - from);
      space.set(chunk.subarray(from, from + bytes));
      if (this.#feeding === undefined) this.#buffer.added(bytes);
      else this.#buffer.addedToShare(bytes);
      from += bytes;
    }
  }

  /** Call this regularly: lets other threads count part of a long stream. */
  async shareLines(): Promise<void> {
    this.#workers?.throwIfBroken();
    if (this.#feeding !== undefined || this.#streamedBytes < WORTH_WORKERS_BYTES) return;
    await this.#startWorkers();
    if (this.#workers === undefined) return;
    startFeeds(this.#shared);
    this.#feeding = this.#workers.do({ do: "count-feeds" });
    // A failure is thrown where the result is awaited.
    this.#feeding.catch(() => {});
  }

  /** The end of the stream. */
  async endLines(): Promise<void> {
    this.#buffer.ended();
    if (this.#feeding === undefined) return;
    endFeeds(this.#shared);
    countFeeds(this.#counter);
    await this.#feeding;
    this.#feeding = undefined;
    this.#streamedBytes = 0;
  }

  /** Counts the keys of a Parquet file's row groups. */
  async countParquet(file: ParquetFile, onRead: (bytes: number) => void): Promise<void> {
    this.#buffer.ended();
    Atomics.store(this.#shared.control, control.nextRange, 0);
    Atomics.store(this.#shared.control, control.rowsRefused, 0);
    if (file.keyBytes >= WORTH_WORKERS_BYTES) await this.#startWorkers();
    const counted = await this.#doAll({ do: "count-row-groups", file }, onRead);
    this.addNull(nullsOfGroups(counted as CountedRows[]));
  }

  add(bytes: Uint8Array, start: number, end: number, count: number): void {
    this.#sink.add(bytes, start, end, count);
  }

  addNull(count: number): void {
    this.#sink.addNull(count);
  }

  get nullRecords(): number {
    return this.#sink.nullRecords;
  }

  /** Ends the counting. */
  async finish(): Promise<Parts> {
    const parts = await this.#bringTogether();
    this.#parts = parts;
    return parts;
  }

  /** Ends the counting; returns the tally of all keys, computed by all threads. */
  async tally(spec: TallySpec): Promise<Tally> {
    const parts = await this.finish();
    Atomics.store(this.#shared.control, control.nextParts, 0);
    const tallies = (await this.#doAll({ do: "tally", spec, parts })) as [Tally, ...Tally[]];
    this.#workers?.end();
    this.#workers = undefined;
    return mergeTallies([...tallies, tallyKeys(this.#counter.longKeys, spec)]);
  }

  *blocks(): Iterable<KeyBlock> {
    if (this.#parts === undefined) throw new Error("the keys are still being counted");
    let group = 0;
    yield* partBlocks(this.#counter, this.#parts, () => group++);
    yield* this.#counter.longKeys.blocks();
  }

  /** Ends all threads, even if they are busy, and frees disk space. */
  async release(): Promise<void> {
    await this.#workers?.kill();
    this.#workers = undefined;
    this.#parts = undefined;
    closeSpillFiles(this.#shared);
    reuseMemory(this.#shared);
  }

  async #bringTogether(): Promise<Parts> {
    this.#buffer.ended();
    let finished = (await this.#doAll({ do: "finish" })) as Finished[];
    const isSpilled = finished.some(({ spilledEntries }) => spilledEntries.some((n) => n > 0));
    if (isSpilled) finished = (await this.#doAll({ do: "spill" })) as Finished[];
    for (const { longKeys } of finished.slice(1)) {
      const target = this.#counter.longKeys;
      for (const [key, records] of longKeys) target.add(key, 0, key.length, records);
    }
    return partsOf(this.#counter, finished);
  }

  async #startWorkers(): Promise<void> {
    if (this.#threads === 1) return;
    const { Workers } = await import("./workers.ts");
    this.#workers ??= new Workers(this.#shared, this.#threads - 1);
  }

  /** The result of every thread, this one's first. */
  async #doAll(job: Job, onRead: (bytes: number) => void = () => {}): Promise<unknown[]> {
    const others = this.#workers?.do(job);
    others?.catch(() => {});
    const own = await work(job, this.#counter, this.#buffer, onRead);
    return [own, ...((await others) ?? [])];
  }
}
