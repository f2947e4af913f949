import { availableParallelism, tmpdir, totalmem } from "node:os";
import type { EngineLimits } from "./shared-memory.ts";

const MEBIBYTE = 1024 * 1024;
/** The memory of Node itself, and of every worker. */
const BASE_BYTES = 64 * MEBIBYTE;
const WORKER_BYTES = 12 * MEBIBYTE;
/** WebAssembly's memory is at most 4 GiB, and not all of it is for entries. */
const MAX_BYTES = 3.5 * 1024 * MEBIBYTE;
/** Shares of a thread's memory: for entries, and for columns. */
const ENTRIES_SHARE = 0.65;
const COLUMNS_SHARE = 0.15;
/**
 * Share of all memory for keys outside the kernel: they take up to four times as much while they
 * grow and move.
 */
const LONG_KEYS_SHARE = 0.05;
/** Room for at least one key of the greatest length. */
const MIN_LONG_KEY_BYTES = 17 * MEBIBYTE;
const CHUNK_BYTES = 32 * 1024;
const BYTES_PER_COLUMN_ENTRY = 28;
/** A chunk for each of the 256 parts, and as many again. */
const MIN_THREAD_BYTES = 30 * MEBIBYTE;
const MAX_COLUMN_ENTRIES = 2 ** 23;
/** With more threads, they mostly wait for memory. */
const MAX_THREADS = 8;
/** Share of the memory of the machine or container: other steps of a build need some too. */
const DEFAULT_MEMORY_SHARE = 0.25;

/** The minimum for Node and the tables. */
export const MIN_MEMORY_BYTES = 160 * MEBIBYTE;

/** What the engine may use; undefined: the default. */
export interface Resources {
  /** The memory of the entire process. */
  readonly memoryBytes?: number | undefined;
  readonly threads?: number | undefined;
}

/** As many threads as requested, if there is enough memory for each, and their limits. */
export function limitsOf(resources: Resources): EngineLimits & { readonly threads: number } {
  const memoryBytes = memoryBytesOf(resources);
  const wanted = resources.threads ?? Math.min(MAX_THREADS, availableParallelism());
  const most = Math.floor((memoryBytes - BASE_BYTES) / (WORKER_BYTES + MIN_THREAD_BYTES));
  const threads = Math.min(wanted, most);
  const bytes = Math.min(MAX_BYTES, memoryBytes - BASE_BYTES - threads * WORKER_BYTES) / threads;
  const entries = (bytes * COLUMNS_SHARE) / BYTES_PER_COLUMN_ENTRY;
  return {
    threads,
    chunkLimit: Math.floor((bytes * ENTRIES_SHARE) / CHUNK_BYTES),
    maxEntries: Math.min(MAX_COLUMN_ENTRIES, 2 ** Math.floor(Math.log2(entries))),
    longKeyBytes: Math.max(MIN_LONG_KEY_BYTES, memoryBytes * LONG_KEYS_SHARE),
    temporaryFolder: tmpdir(),
  };
}

/** The memory that the entire process may use, but at least the minimum. */
export function memoryBytesOf({ memoryBytes }: Resources): number {
  return Math.max(MIN_MEMORY_BYTES, memoryBytes ?? DEFAULT_MEMORY_SHARE * allowedBytes());
}

/** The memory of the machine, or of the container if it allows less. */
function allowedBytes(): number {
  const constrained = process.constrainedMemory();
  return constrained > 0 ? Math.min(totalmem(), constrained) : totalmem();
}
