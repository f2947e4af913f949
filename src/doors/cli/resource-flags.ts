import { MIN_MEMORY_BYTES, type Resources } from "#adapters/engine/limits.ts";
import { UserError } from "#core/errors/user-error.ts";

/** Flags that bound what counting keys may take of the machine. */
export const resourceFlags = [
  {
    flag: "--memory <size>",
    help: "memory for the keys, such as 512M or 2G; more goes to disk (default: a quarter of it)",
  },
  { flag: "--threads <n>", help: "threads that count large files (default: one a core, up to 8)" },
] as const;

interface ResourceOptions {
  readonly memory?: string;
  readonly threads?: string;
}

const UNITS: Readonly<Record<string, number>> = { K: 2 ** 10, M: 2 ** 20, G: 2 ** 30, T: 2 ** 40 };
const MAX_THREADS = 64;

export function resourcesFromFlags({ memory, threads }: ResourceOptions): Resources {
  return {
    memoryBytes: memory === undefined ? undefined : parseMemory(memory),
    threads: threads === undefined ? undefined : parseThreads(threads),
  };
}

function parseMemory(text: string): number {
  const [, digits = "", unit = ""] = /^(\d+(?:\.\d+)?)([KMGT])i?B?$/i.exec(text) ?? [];
  const bytes = Number(digits) * (UNITS[unit.toUpperCase()] ?? Number.NaN);
  if (bytes >= MIN_MEMORY_BYTES) return bytes;
  throw new UserError({
    what: `--memory ${text} is not a size of ${MIN_MEMORY_BYTES / 2 ** 20}M or more`,
    next: "Write it as 512M or 2G. Node and the tables need some memory in any case.",
  });
}

function parseThreads(text: string): number {
  const threads = Number(text);
  if (/^\d+$/.test(text) && threads >= 1 && threads <= MAX_THREADS) return threads;
  throw new UserError({
    what: `--threads ${text} is not a whole number from 1 to ${MAX_THREADS}`,
    next: "Leave it out for one thread a core.",
  });
}
