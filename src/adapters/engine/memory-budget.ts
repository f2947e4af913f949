import type { DistinctKeys } from "./columns.ts";
import { type Kernel, layout } from "./kernel.ts";
import { SpillFile, type SpillRun } from "./spill-file.ts";
import type { ThreadMemory } from "./thread-memory.ts";

/** If a larger share of a part's entries are distinct keys, compacting does not help. */
const MOSTLY_DISTINCT = 0.6;
/** A part with this many times the mean has more entries than distinct keys can explain. */
const OVERSIZE = 4;
const MEBIBYTE = 1024 * 1024;
/** Memory in use from which it is worth looking for repeated keys. */
const FIRST_COMPACTION_BYTES = 48 * MEBIBYTE;

/**
 * Keeps one thread within its memory: adds up keys or, if that does not help, writes them to disk.
 */
export class MemoryBudget {
  /** What was written to disk for each part, and the number of its entries. */
  readonly runs: SpillRun[][] = Array.from({ length: layout.parts }, () => []);
  readonly spilledEntries = new Float64Array(layout.parts);
  readonly #kernel: Kernel;
  readonly #memory: ThreadMemory;
  readonly #columns: DistinctKeys;
  readonly #spillFile: SpillFile;
  #compactAtBytes = FIRST_COMPACTION_BYTES;
  #isCompacting = false;

  constructor(kernel: Kernel, memory: ThreadMemory, columns: DistinctKeys) {
    this.#kernel = kernel;
    this.#memory = memory;
    this.#columns = columns;
    this.#spillFile = new SpillFile(memory.shared, memory.thread);
  }

  /** Call this regularly: adds up the entries of repeated keys. */
  tidy(): void {
    if (this.#usedBytes() >= this.#compactAtBytes) this.#compact();
  }

  /** Called by the kernel when all chunks of this thread are in use. */
  makeRoom(): void {
    if (this.#isCompacting) {
      // A part is copied before its old chunks are freed.
      this.#memory.set(layout.chunkLimit, this.#memory.get(layout.chunks) + 1);
      return;
    }
    this.#compact();
    const allowed = this.#memory.shared.chunkLimit * this.#kernel.chunkBytes();
    if (this.#usedBytes() > MOSTLY_DISTINCT * allowed) this.spill();
  }

  /** Writes all parts to disk. */
  spill(): void {
    const { area } = this.#memory;
    this.#kernel.closeParts(area);
    for (let part = 0; part < layout.parts; part++) {
      const at = this.#kernel.partAddress(area, part);
      const head = this.#memory.word(at + layout.partHead);
      if (head === 0) continue;
      this.runs[part]?.push(this.#write(head));
      (this.spilledEntries[part] as number) += this.#memory.word(at + layout.partEntries);
      this.#kernel.freePart(area, at);
    }
  }

  #write(head: number): SpillRun {
    const chunkBytes = this.#kernel.chunkBytes();
    let chunks = 0;
    let place: { readonly file: number; readonly offset: number } | undefined;
    for (let chunk = head; chunk !== 0; chunk = this.#memory.word(chunk)) {
      const written = this.#spillFile.write(this.#memory.bytes(chunk, chunkBytes));
      place ??= written;
      chunks++;
    }
    return { file: place?.file ?? 0, offset: place?.offset ?? 0, chunks };
  }

  #usedBytes(): number {
    const used = this.#memory.get(layout.chunks) - this.#memory.get(layout.freeChunks);
    return used * this.#kernel.chunkBytes();
  }

  /**
   * Adds up the entries of each key in every part. If the first part shows that few keys are
   * repeated, it does so only in parts where a single key must have very many entries.
   */
  #compact(): void {
    const { area } = this.#memory;
    this.#kernel.closeParts(area);
    const parts = Array.from({ length: layout.parts }, (_, i) => this.#kernel.partAddress(area, i));
    const entries = parts.map((part) => this.#memory.word(part + layout.partEntries));
    const many = (OVERSIZE * entries.reduce((sum, some) => sum + some, 0)) / parts.length;
    this.#isCompacting = true;
    const trial = entries.findIndex((some) => some > 0);
    let isUseful = true;
    parts.forEach((part, i) => {
      if (isUseful || (entries[i] as number) > many) {
        const isDone = this.#compactPart(part, i === trial);
        isUseful &&= isDone;
      }
    });
    this.#isCompacting = false;
    this.#memory.set(layout.chunkLimit, this.#memory.shared.chunkLimit);
    this.#compactAtBytes = Math.max(FIRST_COMPACTION_BYTES, 2 * this.#usedBytes());
  }

  /** Returns false if that does not help. */
  #compactPart(part: number, isTrial: boolean): boolean {
    const head = this.#memory.word(part + layout.partHead);
    if (head === 0) return true;
    const entries = this.#memory.word(part + layout.partEntries);
    const { size } = this.#columns.load([head], entries);
    if (isTrial && size > MOSTLY_DISTINCT * entries) return false;
    const scratch = this.#kernel.partAddress(this.#memory.area, layout.scratchPart);
    this.#replace(part, scratch);
    return true;
  }

  /** Adds up the entries of the scratch part if it has more than half of this thread's chunks. */
  squeezeScratch(): void {
    const { area, shared } = this.#memory;
    if (this.#usedBytes() * 2 < shared.chunkLimit * this.#kernel.chunkBytes()) return;
    const scratch = this.#kernel.partAddress(area, layout.scratchPart);
    this.#kernel.closeParts(area);
    const entries = this.#memory.word(scratch + layout.partEntries);
    this.#columns.load([this.#memory.word(scratch + layout.partHead)], entries);
    this.#isCompacting = true;
    this.#replace(scratch, this.#kernel.partAddress(area, layout.secondScratchPart));
    this.#isCompacting = false;
    this.#memory.set(layout.chunkLimit, shared.chunkLimit);
  }

  /** Replaces a part's entries with the keys of the columns, using an empty part. */
  #replace(part: number, empty: number): void {
    this.#columns.appendTo(empty);
    this.#kernel.freePart(this.#memory.area, part);
    this.#kernel.movePart(empty, part);
  }
}
