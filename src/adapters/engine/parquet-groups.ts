import { UserError } from "#core/errors/user-error.ts";
import type { KeyLocation } from "#core/keys/key-location.ts";
import type { KeyDecoding } from "#core/keys/key-sink.ts";
import { readRowGroups } from "#core/keys/parquet/read.ts";
import { randomAccess } from "../containers/random-access.ts";
import type { Counter } from "./counter.ts";
import { CounterSink } from "./counter-sink.ts";
import type { LineBuffer } from "./line-buffer.ts";
import { plainPages } from "./plain-pages.ts";
import type { CountedRows } from "./row-ranges.ts";
import { control } from "./shared-memory.ts";

/** A Parquet file whose rows are one record each. */
export interface ParquetFile {
  readonly descriptor: number;
  readonly size: number;
  /** Of all stored keys. */
  readonly keyBytes: number;
  readonly location: KeyLocation;
  readonly rules: KeyDecoding;
  readonly folderColumns: ReadonlyMap<string, string | null>;
}

/** Counts row groups of a file until none is left; other threads may do so too. */
export async function countRowGroups(
  file: ParquetFile,
  counter: Counter,
  buffer: LineBuffer,
  onRead: (bytes: number) => void,
): Promise<Omit<CountedRows, "ranges">> {
  const { control: words } = counter.memory.shared;
  const target = new CounterSink(counter, buffer);
  try {
    const { codecs } = await import("../containers/codecs.ts");
    await readRowGroups(
      randomAccess(file.descriptor, file.size, onRead),
      { ...file, target, codecs, onPage: async () => {}, countPage: plainPages(counter) },
      // Once a thread has refused the file, nothing is left to do.
      () => {
        const isRefused = Atomics.load(words, control.rowsRefused) === 1;
        return isRefused ? Number.POSITIVE_INFINITY : Atomics.add(words, control.nextRange, 1);
      },
    );
    buffer.ended();
  } catch (error) {
    // What is the first thing that is wrong, one thread says.
    if (!(error instanceof UserError)) throw error;
    Atomics.store(words, control.rowsRefused, 1);
    return { isRefused: true, nullRecords: 0 };
  }
  return { isRefused: false, nullRecords: target.nullRecords };
}
