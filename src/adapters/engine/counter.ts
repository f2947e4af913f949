import { lineTooLong, tooManyLongKeys } from "#core/errors/messages.ts";
import { MAX_LINE_BYTES } from "#core/keys/key-reader.ts";
import { KeyTable } from "#core/keys/key-table.ts";
import { DistinctKeys } from "./columns.ts";
import { type Host, type Kernel, layout, startKernel } from "./kernel.ts";
import { MemoryBudget } from "./memory-budget.ts";
import { control, type Shared } from "./shared-memory.ts";
import { ThreadMemory } from "./thread-memory.ts";

/** Splits what is read into keys, and counts them. */
export interface Splitting {
  /** Counts what ends between two addresses; where the rest begins. */
  count(start: number, end: number): number;
  /** Counts the last bytes of a file, which nothing ends; there is room for one more. */
  countLast(start: number, length: number): void;
}

/** What the kernel asks of the reader of rows that is at work. */
export type RowHost = Pick<Host, "oddCount" | "oddDetail" | "oddLine" | "refuseRow">;

const NO_ROWS: RowHost = {
  oddCount: refuse,
  oddDetail: refuse,
  oddLine: refuse,
  refuseRow: refuse,
};

function refuse(): never {
  throw new Error("the kernel reads rows that nobody asked it for");
}

/** One thread's share of the counting. */
export class Counter {
  readonly memory: ThreadMemory;
  readonly kernel: Kernel;
  readonly columns: DistinctKeys;
  readonly budget: MemoryBudget;
  /** Keys that are too long for the kernel. */
  readonly longKeys = new KeyTable();
  rowHost = NO_ROWS;
  /** One key a line. */
  readonly lines: Splitting = {
    count: (start, end) => this.countLines(start, end),
    countLast: (start, length) => this.countKey(start, length, 1),
  };
  readonly #maxKeyBytes: number;
  readonly #rooms = new Map<string, { readonly at: number; readonly bytes: number }>();

  constructor(shared: Shared, thread: number) {
    this.memory = new ThreadMemory(shared, thread);
    this.kernel = startKernel(shared.module, shared.memory, {
      makeRoom: () => this.budget.makeRoom(),
      makeColumnRoom: () => this.columns.grow(),
      longKey: (key, length, records) => this.countLongKey(this.memory.bytes(key, length), records),
      oddCount: (...args) => this.rowHost.oddCount(...args),
      oddDetail: (...args) => this.rowHost.oddDetail(...args),
      oddLine: (...args) => this.rowHost.oddLine(...args),
      refuseRow: () => this.rowHost.refuseRow(),
    });
    this.columns = new DistinctKeys(this.kernel, this.memory);
    this.budget = new MemoryBudget(this.kernel, this.memory, this.columns);
    this.#maxKeyBytes = this.kernel.maxKeyBytes();
    this.memory.set(layout.chunkLimit, shared.chunkLimit);
  }

  /** Counts the lines that end between two addresses; returns where the rest begins. */
  countLines(start: number, end: number): number {
    const rest = this.kernel.countLines(this.memory.area, start, end);
    this.budget.tidy();
    return rest;
  }

  /** Counts records of the key at an address. */
  countKey(at: number, length: number, records: number): void {
    if (length <= this.#maxKeyBytes) {
      this.kernel.countKey(this.memory.area, at, length, records);
    } else {
      this.countLongKey(this.memory.bytes(at, length), records);
    }
  }

  countLongKey(key: Uint8Array, records: number): void {
    if (key.length > MAX_LINE_BYTES) throw lineTooLong(MAX_LINE_BYTES);
    const before = this.longKeys.memoryBytes;
    this.longKeys.add(key, 0, key.length, records);
    const more = this.longKeys.memoryBytes - before;
    if (more === 0) return;
    const { control: words, longKeyBytes } = this.memory.shared;
    const kibibytes = Math.ceil(more / 1024);
    const held = Atomics.add(words, control.longKeyKibibytes, kibibytes) + kibibytes;
    if (held * 1024 > longKeyBytes) throw tooManyLongKeys();
  }

  /** The address of memory for one purpose; its content is that of the last time, or anything. */
  room(purpose: string, bytes: number): number {
    const known = this.#rooms.get(purpose);
    if (known !== undefined && known.bytes >= bytes) return known.at;
    const at = this.kernel.takeBytes(bytes);
    if (at === 0) throw new RangeError(`no memory is left for ${purpose}`);
    this.#rooms.set(purpose, { at, bytes });
    return at;
  }

  /** Call this when everything has been counted, so that all threads can read the parts. */
  finish(): void {
    this.kernel.emptyFront(this.memory.area);
    this.kernel.closeParts(this.memory.area);
  }
}
