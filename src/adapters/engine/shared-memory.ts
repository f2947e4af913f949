import { compileKernel, createMemory, type Kernel, layout, startKernel } from "./kernel.ts";

/** What all threads share; it can be posted to workers. */
export interface Shared extends EngineLimits {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  /** Words for Atomics; `control` has their indexes. */
  readonly control: Int32Array;
  /** The addresses of each thread's area and of its first buffer. */
  readonly areas: readonly number[];
  readonly buffers: readonly number[];
  /** The addresses of the buffers that pass lines from the reading thread to the others. */
  readonly feeds: readonly number[];
  /** Each thread's spill file descriptor + 1, or 0. */
  readonly spillFiles: Int32Array;
}

export interface EngineLimits {
  /** The number of chunks that each thread may use. */
  readonly chunkLimit: number;
  /** The most entries in the columns at a time. */
  readonly maxEntries: number;
  /** The most bytes of keys outside the kernel, for all threads together. */
  readonly longKeyBytes: number;
  readonly temporaryFolder: string;
}

export const control = {
  /** The next range of the file to count. */
  nextRange: 0,
  /** The next group of parts to tally. */
  nextParts: 1,
  /** Incremented for every filled feed, and at the end. */
  feedSignal: 2,
  feedsEnded: 3,
  /** The memory of keys outside the kernel. */
  longKeyKibibytes: 4,
  /** 1 once a thread has come to a row that it is not sure of. */
  rowsRefused: 5,
  /** From here on, for each feed, its state and its length in bytes. */
  feeds: 8,
} as const;

export const BUFFER_BYTES = 256 * 1024;
/** Keys are read a few bytes beyond their end. */
export const SLACK_BYTES = 64;
const FEEDS_PER_WORKER = 4;

/**
 * Memories for the next engine. They are reused, because the garbage collector does not know how
 * large they are and would not free them in time.
 */
const idle: { module: WebAssembly.Module; memory: WebAssembly.Memory }[] = [];

/** Memory for `threads` threads; undefined if the kernel cannot run. */
export function createShared(threads: number, limits: EngineLimits): Shared | undefined {
  const used = idle.pop();
  const module = used?.module ?? compileKernel();
  const memory = used?.memory ?? createMemory();
  if (module === undefined || memory === undefined) return undefined;
  const kernel = setUpKernel(module, memory);
  const take = (bytes: number) => {
    const at = kernel.takeBytes(bytes);
    if (used !== undefined) new Uint8Array(memory.buffer, at, bytes).fill(0);
    return at;
  };
  const areas = Array.from({ length: threads }, () => take(kernel.areaBytes()));
  const buffers = areas.map(() => take(BUFFER_BYTES + SLACK_BYTES));
  const feeds = Array.from({ length: (threads - 1) * FEEDS_PER_WORKER }, () =>
    take(BUFFER_BYTES + SLACK_BYTES),
  );
  const words = sharedWords(control.feeds + 2 * feeds.length);
  const spillFiles = sharedWords(threads);
  return { ...limits, module, memory, control: words, areas, buffers, feeds, spillFiles };
}

/** Empties the heap, draws the secrets and fills the tables of the CRC. */
function setUpKernel(module: WebAssembly.Module, memory: WebAssembly.Memory): Kernel {
  const kernel = startKernel(module, memory, {
    makeRoom: refuse,
    makeColumnRoom: refuse,
    longKey: refuse,
    oddCount: refuse,
    oddDetail: refuse,
    oddLine: refuse,
    refuseRow: refuse,
  });
  new Uint32Array(memory.buffer, layout.heapTop, 1)[0] = 0;
  const secrets = new Uint32Array(memory.buffer, layout.secretsAddress, layout.secretWords);
  for (let i = 0; i < secrets.length; i++) secrets[i] = Math.random() * 2 ** 32;
  for (const i of layout.oddSecretWords) (secrets[i] as number) |= 1;
  kernel.makeCrcTables();
  return kernel;
}

/** Call this when no thread uses the memory any more. */
export function reuseMemory({ module, memory }: Shared): void {
  idle.push({ module, memory });
}

function sharedWords(words: number): Int32Array {
  return new Int32Array(new SharedArrayBuffer(4 * words));
}

function refuse(): never {
  throw new Error("the kernel called back during its setup");
}
