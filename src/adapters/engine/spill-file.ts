import { closeSync, openSync, readSync, unlinkSync, writeSync } from "node:fs";
import { join } from "node:path";
import { ifKnown, phrase, setting } from "#core/errors/phrase.ts";
import { systemError } from "../system-error.ts";
import { temporaryName } from "../temporary-name.ts";
import type { Shared } from "./shared-memory.ts";

/** Consecutive chunks of one part in a spill file. */
export interface SpillRun {
  readonly file: number;
  /** In bytes. */
  readonly offset: number;
  readonly chunks: number;
}

const SUBJECT = "the folder for temporary files";
const NEXT = ifKnown(
  phrase`It stores keys that exceed ${setting("memory")}. Free some space, set TMPDIR to a larger disk, or raise ${setting("memory")}.`,
  "It stores keys that do not fit into memory. Free some space, or set TMPDIR to a larger disk.",
);

/**
 * A temporary file of one thread. Its name is removed as soon as it is open, so that nothing
 * remains of it, however the process ends.
 */
export class SpillFile {
  readonly #shared: Shared;
  readonly #thread: number;
  #file: number | undefined;
  #bytes = 0;

  constructor(shared: Shared, thread: number) {
    this.#shared = shared;
    this.#thread = thread;
  }

  /** Appends bytes; returns where they are. */
  write(bytes: Uint8Array): { readonly file: number; readonly offset: number } {
    try {
      this.#file ??= this.#open();
      const offset = this.#bytes;
      for (let done = 0; done < bytes.length; ) {
        done += writeSync(this.#file, bytes, done, bytes.length - done, offset + done);
      }
      this.#bytes += bytes.length;
      return { file: this.#file, offset };
    } catch (cause) {
      const { temporaryFolder } = this.#shared;
      throw systemError(cause, SUBJECT, temporaryFolder, NEXT).at({ file: temporaryFolder });
    }
  }

  #open(): number {
    const file = openUnnamed(this.#shared.temporaryFolder);
    Atomics.store(this.#shared.spillFiles, this.#thread, file + 1);
    return file;
  }
}

/** Closes the files of all threads. Call this when no thread is running. */
export function closeSpillFiles({ spillFiles }: Shared): void {
  for (const [thread, number] of spillFiles.entries()) {
    if (number > 0) closeSync(number - 1);
    spillFiles[thread] = 0;
  }
}

function openUnnamed(folder: string): number {
  const path = join(folder, `skew-contract-${temporaryName()}`);
  const file = openSync(path, "wx+", 0o600);
  unlinkSync(path);
  return file;
}

/** Fills `bytes` from any thread's spill file. */
export function readSpilled(file: number, bytes: Uint8Array, offset: number): void {
  for (let done = 0; done < bytes.length; ) {
    const read = readSync(file, bytes, done, bytes.length - done, offset + done);
    if (read === 0) throw new Error("a temporary file is shorter than when it was written");
    done += read;
  }
}
