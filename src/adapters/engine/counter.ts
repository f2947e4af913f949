import { lineTooLong, tooManyLongKeys } from "#core/errors/messages.ts";
import { MAX_LINE_BYTES } from "#core/keys/key-reader.ts";
import { KeyTable } from "#core/keys/key-table.ts";
import { DistinctKeys } from "./columns.ts";
import { type Kernel, layout, startKernel } from "./kernel.ts";
import { MemoryBudget } from "./memory-budget.ts";
import { control, type Shared } from "./shared-memory.ts";
import { ThreadMemory } from "./thread-memory.ts";

/** One thread's share of the counting. */
export class Counter {
  readonly memory: ThreadMemory;
  readonly kernel: Kernel;
  readonly columns: DistinctKeys;
  readonly budget: MemoryBudget;
  /** Keys that are too long for the kernel. */
  readonly longKeys = new KeyTable();
  readonly #maxKeyBytes: number;

  constructor(shared: Shared, thread: number) {
    this.memory = new ThreadMemory(shared, thread);
    this.kernel = startKernel(shared.module, shared.memory, {
      makeRoom: () => this.budget.makeRoom(),
      makeColumnRoom: () => this.columns.grow(),
      longKey: (key, length) => this.countLongKey(this.memory.bytes(key, length), 1),
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

  /** Call this when everything has been counted, so that all threads can read the parts. */
  finish(): void {
    this.kernel.emptyFront(this.memory.area);
    this.kernel.closeParts(this.memory.area);
  }
}
