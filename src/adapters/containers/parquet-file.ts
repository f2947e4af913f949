import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { fileChanged } from "#core/errors/messages.ts";
import { UserError } from "#core/errors/user-error.ts";
import { folderColumns } from "#core/keys/folder-columns.ts";
import type { KeyDecoding } from "#core/keys/key-sink.ts";
import { readParquet } from "#core/keys/parquet/read.ts";
import type { RandomAccess } from "#core/keys/random-access.ts";
import { refuseChange } from "../byte-source.ts";
import type { KeyFile } from "../find-key-files.ts";
import type { KeyCounting } from "../key-counting.ts";
import { systemError } from "../system-error.ts";
import { codecs } from "./codecs.ts";

const NEXT = "Check its permissions and that it is a file with keys.";

/** Counts the keys of a Parquet file. Only parts of it are in memory at a time. */
export async function countParquet(
  { path, label, source }: KeyFile,
  rules: KeyDecoding,
  counting: KeyCounting,
  { onRead, onChunk }: { onRead: (bytes: number) => void; onChunk: () => Promise<void> },
): Promise<void> {
  const file = open(path, label);
  try {
    const before = fstatSync(file);
    const hasCounts = await readParquet(randomAccess(file, before.size, onRead), {
      location: source,
      rules,
      target: counting,
      codecs,
      folderColumns: folderColumns(label),
      onPage: onChunk,
    });
    counting.hasCounts ||= hasCounts;
    refuseChange(before, file, label);
  } catch (error) {
    throw error instanceof UserError ? error.at({ file: label }) : error;
  } finally {
    closeSync(file);
  }
}

function open(path: string, label: string): number {
  try {
    return openSync(path, "r");
  } catch (cause) {
    throw systemError(cause, "the key file", label, NEXT);
  }
}

function randomAccess(file: number, size: number, onRead: (bytes: number) => void): RandomAccess {
  return {
    size,
    read(start, length) {
      const bytes = new Uint8Array(length);
      for (let done = 0; done < length; ) {
        const read = readSync(file, bytes, done, length - done, start + done);
        if (read === 0) throw fileChanged();
        done += read;
      }
      onRead(length);
      return bytes;
    },
  };
}
