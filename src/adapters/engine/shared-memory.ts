import { compileKernel, createMemory, layout, startKernel } from "./kernel.ts";

/** What all threads have in common; it can be posted to workers. */
export interface Shared extends Limits {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  /** Words for Atomics, by the names in `control`. */
  readonly control: Int32Array;
  /** Addresses of each thread's area, and of its first buffer. */
  readonly areas: readonly number[];
  readonly buffers: readonly number[];
  /** Addresses of the buffers that take lines from the thread that reads to the others. */
  readonly feeds: readonly number[];
  /** For each thread its spill file's descriptor + 1; 0 without. */
  readonly spillFiles: Int32Array;
}

export interface Limits {
  /** Chunks that each thread may use. */
  readonly chunkLimit: number;
  /** Entries that are brought together at once. */
  readonly maxEntries: number;
  /** Bytes of keys that all threads together keep outside the kernel. */
  readonly longKeyBytes: number;
  readonly temporaryFolder: string;
}

export const control = {
  /** The next range of the file that nobody counts yet. */
  nextRange: 0,
  /** The next parts that nobody has tallied yet. */
  nextParts: 1,
  /** Rises with every feed that is filled and at the end. */
  feedSignal: 2,
  feedsEnded: 3,
  /** What keys outside the kernel take. */
  longKeyKibibytes: 4,
  /** From here on, for each feed, its state and its length in bytes. */
  feeds: 8,
} as const;

export const BUFFER_BYTES = 256 * 1024;
/** Keys are read some bytes beyond their end. */
export const SLACK_BYTES = 64;
const FEEDS_PER_WORKER = 4;

/**
 * One memory serves one engine after another: the system would keep that of each, because nothing
 * tells the garbage collector how large they are.
 */
const idle: { module: WebAssembly.Module; memory: WebAssembly.Memory }[] = [];

/** Memory for `threads` threads; undefined where the kernel cannot run. */
export function createShared(threads: number, limits: Limits): Shared | undefined {
  const used = idle.pop();
  const module = used?.module ?? compileKernel();
  const memory = used?.memory ?? createMemory();
  if (module === undefined || memory === undefined) return undefined;
  const kernel = startKernel(module, memory, {
    makeRoom: refuse,
    makeColumnRoom: refuse,
    longKey: refuse,
  });
  new Uint32Array(memory.buffer, layout.heapTop, 1)[0] = 0;
  const secrets = new Uint32Array(memory.buffer, layout.secretsAddress, layout.secretWords);
  for (let i = 0; i < secrets.length; i++) secrets[i] = Math.random() * 2 ** 32;
  for (const i of layout.oddSecretWords) (secrets[i] as number) |= 1;
  kernel.makeCrcTables();
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
  return {
    ...limits,
    module,
    memory,
    control: sharedWords(control.feeds + 2 * feeds.length),
    areas,
    buffers,
    feeds,
    spillFiles: sharedWords(threads),
  };
}

/** To be called when no thread uses the memory any more. */
export function reuseMemory({ module, memory }: Shared): void {
  idle.push({ module, memory });
}

function sharedWords(words: number): Int32Array {
  return new Int32Array(new SharedArrayBuffer(4 * words));
}

function refuse(): never {
  throw new Error("the kernel called back while it was set up");
}
