import { availableParallelism, tmpdir, totalmem } from "node:os";
import type { Limits } from "./shared-memory.ts";

const MEBIBYTE = 1024 * 1024;
/** What Node itself takes, and every worker. */
const BASE_BYTES = 64 * MEBIBYTE;
const WORKER_BYTES = 12 * MEBIBYTE;
/** WebAssembly's memory ends at 4 GiB, of which some is not for entries. */
const MAX_BYTES = 3.5 * 1024 * MEBIBYTE;
/** Of the memory of a thread, for entries, and for bringing them together. */
const ENTRIES_SHARE = 0.65;
const COLUMNS_SHARE = 0.15;
/** Of all memory, for keys outside the kernel: they are held up to four times while they grow and move. */
const LONG_KEYS_SHARE = 0.05;
/** One of the longest is always taken. */
const MIN_LONG_KEY_BYTES = 17 * MEBIBYTE;
const CHUNK_BYTES = 32 * 1024;
const BYTES_PER_COLUMN_ENTRY = 28;
/** Room for a chunk in each of the 256 parts, and as much again. */
const MIN_THREAD_BYTES = 30 * MEBIBYTE;
const MAX_COLUMN_ENTRIES = 2 ** 23;
/** More threads than this wait for memory more than they count. */
const MAX_THREADS = 8;
/** Of what the machine or container allows: other steps of a build want some too. */
const DEFAULT_MEMORY_SHARE = 0.25;

/** Less is not enough for Node and the tables that count. */
export const MIN_MEMORY_BYTES = 160 * MEBIBYTE;

/** How much the engine may use; each undefined for the default. */
export interface Resources {
  /** Of the whole process. */
  readonly memoryBytes?: number | undefined;
  readonly threads?: number | undefined;
}

/** As many threads as are wanted and have enough memory each, and the limits of each of them. */
export function limitsOf(resources: Resources): Limits & { readonly threads: number } {
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

/** What the whole process may take; less than the least would not work. */
export function memoryBytesOf({ memoryBytes }: Resources): number {
  return Math.max(MIN_MEMORY_BYTES, memoryBytes ?? DEFAULT_MEMORY_SHARE * allowedBytes());
}

/** The memory of the machine, or less where the container allows less. */
function allowedBytes(): number {
  const constrained = process.constrainedMemory();
  return constrained > 0 ? Math.min(totalmem(), constrained) : totalmem();
}
