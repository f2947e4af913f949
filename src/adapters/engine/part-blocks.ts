import type { KeyBlock } from "#core/keys/key-counts.ts";
import type { Counter } from "./counter.ts";
import { layout } from "./kernel.ts";
import { readSpilled, type SpillRun } from "./spill-file.ts";

/** Where the entries of all parts are after counting. */
export interface Parts {
  /** Entries of each part, in memory and on disk. */
  readonly entries: Float64Array;
  /** What is on disk for each part; if anything is, nothing is in memory. */
  readonly runs: readonly (readonly SpillRun[])[];
}

/** What all threads have in memory and on disk. */
export function partsOf(
  { kernel, memory }: Counter,
  finished: readonly { runs: readonly (readonly SpillRun[])[]; spilledEntries: Float64Array }[],
): Parts {
  const inMemory = (area: number, part: number) =>
    memory.word(kernel.partAddress(area, part) + layout.partEntries);
  const runs = Array.from({ length: layout.parts }, (_, part) =>
    finished.flatMap((one) => one.runs[part] ?? []),
  );
  const entries = Float64Array.from(runs, (_, part) => {
    const spilled = finished.reduce((sum, one) => sum + (one.spilledEntries[part] as number), 0);
    return memory.shared.areas.reduce((sum, area) => sum + inMemory(area, part), spilled);
  });
  return { entries, runs };
}

/** Entries that are worth a block. */
const GROUP_ENTRIES = 32_768;

/** How many parts one block has. */
function groupSize({ entries }: Parts): number {
  const total = entries.reduce((sum, some) => sum + some, 0);
  let parts = 1;
  while (parts < layout.parts && (total / layout.parts) * parts * 2 <= GROUP_ENTRIES) parts *= 2;
  return parts;
}

/** The distinct keys of the groups of parts that `nextGroup` names, from 0. */
export function* partBlocks(
  counter: Counter,
  parts: Parts,
  nextGroup: () => number,
): Iterable<KeyBlock> {
  const size = groupSize(parts);
  for (let first = nextGroup() * size; first < layout.parts; first = nextGroup() * size) {
    const group = Array.from({ length: size }, (_, i) => first + i);
    const runs = group.flatMap((part) => parts.runs[part] ?? []);
    if (runs.length === 0) {
      const entries = group.reduce((sum, part) => sum + (parts.entries[part] as number), 0);
      if (entries > 0) yield counter.columns.load(chainsOf(counter, group), entries);
    } else {
      for (const part of group) yield* spilledBlocks(counter, parts, part);
    }
  }
}

/** The chains of all threads. */
function chainsOf(counter: Counter, group: readonly number[]): number[] {
  const headOf = (area: number, part: number) =>
    counter.memory.word(counter.kernel.partAddress(area, part) + layout.partHead);
  return counter.memory.shared.areas.flatMap((area) => group.map((part) => headOf(area, part)));
}

/** The keys of a part on disk, in as many ranges of their hash as needed to fit into memory. */
function* spilledBlocks(counter: Counter, parts: Parts, part: number): Iterable<KeyBlock> {
  const runs = parts.runs[part] ?? [];
  const entries = parts.entries[part] as number;
  if (entries === 0) return;
  const chunks = runs.reduce((sum, run) => sum + run.chunks, 0);
  const { maxEntries, chunkLimit } = counter.memory.shared;
  let bits = 0;
  while (entries > maxEntries * 2 ** bits || chunks * 2 > chunkLimit * 2 ** bits) bits++;
  for (let range = 0; range < 2 ** bits; range++) yield* loadRange(counter, runs, bits, range);
}

function* loadRange(
  counter: Counter,
  runs: readonly SpillRun[],
  bits: number,
  range: number,
): Iterable<KeyBlock> {
  const { kernel, memory } = counter;
  const { area } = memory;
  const scratch = kernel.partAddress(area, layout.scratchPart);
  const chunk = kernel.takeChunk(area);
  const bytes = memory.bytes(chunk, kernel.chunkBytes());
  for (const { file, offset, chunks } of runs) {
    for (let i = 0; i < chunks; i++) {
      readSpilled(file, bytes, offset + i * bytes.length);
      kernel.keepRange(area, scratch, chunk, bits, range);
      counter.budget.squeezeScratch();
    }
  }
  kernel.freeChunk(area, chunk);
  kernel.closeParts(area);
  const entries = counter.memory.word(scratch + layout.partEntries);
  const head = counter.memory.word(scratch + layout.partHead);
  if (entries > 0) yield counter.columns.load([head], entries);
  kernel.freePart(area, scratch);
}
