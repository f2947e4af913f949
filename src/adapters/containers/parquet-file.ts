import { closeSync, fstatSync, openSync } from "node:fs";
import { UserError } from "#core/errors/user-error.ts";
import { folderColumns } from "#core/keys/folder-columns.ts";
import type { KeyDecoding } from "#core/keys/key-sink.ts";
import { readParquet } from "#core/keys/parquet/read.ts";
import { refuseChange } from "../byte-source.ts";
import type { KeyFile } from "../find-key-files.ts";
import type { KeyCounting } from "../key-counting.ts";
import { systemError } from "../system-error.ts";
import type { Way } from "../ways.ts";
import { codecs } from "./codecs.ts";
import { randomAccess } from "./random-access.ts";

const NEXT = "Check its permissions and that it is a file with keys.";

interface ParquetReading {
  readonly onRead: (bytes: number) => void;
  readonly onChunk: () => Promise<void>;
  readonly rows: Way["rows"];
}

/** Counts the keys of a Parquet file, of which only parts are ever in memory. */
export async function countParquet(
  { path, label, source }: KeyFile,
  rules: KeyDecoding,
  counting: KeyCounting,
  { onRead, onChunk, rows }: ParquetReading,
): Promise<void> {
  const file = open(path, label);
  try {
    const before = fstatSync(file);
    const { size } = before;
    const { keyType, nullToken, keyFrame, textFor } = rules;
    const shared = {
      location: source,
      rules: { keyType, nullToken, keyFrame, textFor },
      folderColumns: folderColumns(label),
    };
    const countGroups = async (keyBytes: number) => {
      const engine = await counting.useEngine();
      await engine?.countParquet({ ...shared, descriptor: file, size, keyBytes }, onRead);
      return engine !== undefined;
    };
    const hasCounts = await readParquet(randomAccess(file, size, onRead), {
      ...shared,
      target: counting,
      isInOrder: counting.isInOrder,
      codecs,
      onPage: onChunk,
      countGroups: rows === "by their reader" ? undefined : countGroups,
    });
    counting.hasCounts ||= hasCounts;
    refuseChange(before, file, label);
  } catch (error) {
    throw error instanceof UserError ? error.at({ file: label }, source) : error;
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
