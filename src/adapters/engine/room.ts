import type { Columns } from "./columns.ts";
import { type Kernel, layout } from "./kernel.ts";
import { type Run, SpillFile } from "./spill-file.ts";
import type { ThreadMemory } from "./thread-memory.ts";

/** Of the entries of a part, this share must be different keys for compacting to be no use. */
const MOSTLY_DISTINCT = 0.6;
const MEBIBYTE = 1024 * 1024;
/** Memory in use from which it is worth while to look for keys that are there several times. */
const FIRST_COMPACTION_BYTES = 48 * MEBIBYTE;

/** Keeps one thread within its memory: by adding up keys, and where that is no use, on disk. */
export class Room {
  /** What was written to disk of each part, and how many entries that were. */
  readonly runs: Run[][] = Array.from({ length: layout.parts }, () => []);
  readonly spilledEntries = new Float64Array(layout.parts);
  readonly #kernel: Kernel;
  readonly #memory: ThreadMemory;
  readonly #columns: Columns;
  readonly #spillFile: SpillFile;
  #compactAtBytes = FIRST_COMPACTION_BYTES;
  #isCompacting = false;

  constructor(kernel: Kernel, memory: ThreadMemory, columns: Columns) {
    this.#kernel = kernel;
    this.#memory = memory;
    this.#columns = columns;
    this.#spillFile = new SpillFile(memory.shared.temporaryFolder);
  }

  /** To be called now and then: keys that came several times are then there once. */
  tidy(): void {
    if (this.#usedBytes() < this.#compactAtBytes) return;
    this.#compact();
    this.#compactAtBytes = Math.max(FIRST_COMPACTION_BYTES, 2 * this.#usedBytes());
  }

  /** Called by the kernel when all chunks of this thread are in use. */
  make(): void {
    if (!this.#isCompacting) {
      this.spill();
      return;
    }
    // A part is copied before its old chunks are free.
    this.#memory.set(layout.chunkLimit, this.#memory.get(layout.chunkLimit) + 1);
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

  #write(head: number): Run {
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

  /** Adds up the entries of each key, unless the first part shows that few keys have several. */
  #compact(): void {
    const { area } = this.#memory;
    const limit = this.#memory.get(layout.chunkLimit);
    this.#kernel.closeParts(area);
    this.#isCompacting = true;
    for (let part = 0; part < layout.parts; part++) {
      if (!this.#compactPart(this.#kernel.partAddress(area, part), part === 0)) break;
    }
    this.#isCompacting = false;
    this.#memory.set(layout.chunkLimit, limit);
  }

  /** False if that is no use. */
  #compactPart(part: number, isTrial: boolean): boolean {
    const { area } = this.#memory;
    const head = this.#memory.word(part + layout.partHead);
    const entries = this.#memory.word(part + layout.partEntries);
    if (head === 0) return true;
    const { size } = this.#columns.load([head], entries);
    if (isTrial && size > MOSTLY_DISTINCT * entries) return false;
    const scratch = this.#kernel.partAddress(area, layout.scratchPart);
    this.#columns.appendTo(scratch);
    this.#kernel.freePart(area, part);
    this.#kernel.movePart(scratch, part);
    return true;
  }
}
