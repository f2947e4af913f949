import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { Counter } from "#adapters/engine/counter.ts";
import { layout } from "#adapters/engine/kernel.ts";
import { LineBuffer } from "#adapters/engine/line-buffer.ts";
import { countRange } from "#adapters/engine/line-ranges.ts";
import { type Parts, partBlocks } from "#adapters/engine/part-blocks.ts";
import { createShared, type EngineLimits, type Shared } from "#adapters/engine/shared-memory.ts";
import { KeyTable } from "#core/keys/key-table.ts";

const ROOMY: EngineLimits = {
  chunkLimit: 10_000,
  maxEntries: 2 ** 20,
  longKeyBytes: 2 ** 30,
  temporaryFolder: tmpdir(),
};

function shared(threads: number, limits: Partial<EngineLimits> = {}): Shared {
  const created = createShared(threads, { ...ROOMY, ...limits });
  if (created === undefined) throw new Error("the kernel does not run here");
  return created;
}

/** Several counters as threads have them, one after another on this one. */
export function counters(threads: number, limits: Partial<EngineLimits> = {}) {
  const memory = shared(threads, limits);
  return Array.from({ length: threads }, (_, thread) => {
    const counter = new Counter(memory, thread);
    return { counter, buffer: new LineBuffer(counter, memory.buffers[thread] as number) };
  });
}

/** What the counters hold together, as Engine puts it together. */
export function allKeys(all: ReturnType<typeof counters>) {
  for (const { counter, buffer } of all) {
    buffer.ended();
    counter.finish();
  }
  const isSpilled = all.some(({ counter }) => counter.budget.spilledEntries.some((n) => n > 0));
  if (isSpilled) for (const { counter } of all) counter.budget.spill();
  const parts = partsOf(all.map(({ counter }) => counter));
  return {
    isSpilled,
    *blocks() {
      let group = 0;
      const [first] = all;
      if (first === undefined) return;
      yield* partBlocks(first.counter, parts, () => group++);
      const longKeys = new KeyTable();
      for (const { counter } of all) counter.longKeys.addTo(longKeys);
      yield* longKeys.blocks();
    },
  };
}

function partsOf(all: readonly Counter[]): Parts {
  const runs = Array.from({ length: layout.parts }, (_, part) =>
    all.flatMap(({ budget }) => budget.runs[part] ?? []),
  );
  const entries = Float64Array.from(runs, (_, part) =>
    all.reduce((sum, { kernel, memory, budget }) => {
      const at = kernel.partAddress(memory.area, part) + layout.partEntries;
      return sum + memory.word(at) + (budget.spilledEntries[part] as number);
    }, 0),
  );
  return { entries, runs };
}

/** Counts a file's ranges, cut anywhere, in turn by all counters. */
export function countCut(
  all: ReturnType<typeof counters>,
  bytes: Uint8Array,
  cuts: readonly number[],
): void {
  const folder = mkdtempSync(join(tmpdir(), "skew-contract-test-"));
  const path = join(folder, "keys.txt");
  writeFileSync(path, bytes);
  const descriptor = openSync(path, "r");
  try {
    const file = { label: path, descriptor, start: 0, size: bytes.length };
    const bounds = [...new Set([0, ...cuts, bytes.length])].sort((a, b) => a - b);
    bounds.slice(1).forEach((to, i) => {
      const one = all[i % all.length];
      if (one !== undefined) countRange(file, one.buffer, bounds[i] as number, to);
    });
  } finally {
    closeSync(descriptor);
    rmSync(folder, { recursive: true });
  }
}

/** Keys of the lengths at which the kernel does something else, of few and of all byte values. */
export const keyBytes = fc
  .tuple(
    fc.oneof(
      { weight: 20, arbitrary: fc.nat(20) },
      { weight: 4, arbitrary: fc.nat(300) },
      { weight: 1, arbitrary: fc.constantFrom(127, 128, 247, 248, 249, 8191, 8192, 8193, 40_000) },
    ),
    fc.nat(2 ** 31),
    fc.constantFrom(2, 3, 256),
  )
  .map(([length, seed, values]) => {
    let state = seed;
    return Uint8Array.from({ length }, () => {
      state = (Math.imul(state, 1103515245) + 12345) >>> 0;
      return ((state >>> 16) % values) + (values === 256 ? 0 : 97);
    });
  });

/** Lines of such keys with all kinds of line ends, and lone CRs as they come. */
export const lines = fc
  .array(fc.tuple(keyBytes, fc.constantFrom("\n", "\n", "\r\n", "\r\r\n", "\n\n")), {
    maxLength: 200,
    size: "max",
  })
  .chain((list) =>
    fc.boolean().map((hasLastEnd) => {
      const parts = list.flatMap(([key, end]) => [Buffer.from(key), Buffer.from(end)]);
      if (!hasLastEnd) parts.pop();
      return Buffer.concat(parts);
    }),
  );
