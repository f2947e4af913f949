import { closeSync, fstatSync, openSync, readSync, type Stats, statSync } from "node:fs";
import { startsWith } from "#core/bytes.ts";
import { compressedEnding, isCompressed } from "#core/compression/plain-bytes.ts";
import type { ChosenFormat } from "#core/keys/formats.ts";
import {
  END_BYTES,
  endsInRowCount,
  faultOf,
  HEAD_BYTES,
  UTF8_BOM,
} from "#core/keys/read-chunks.ts";
import type { LineFile } from "./engine/line-ranges.ts";
import { type KeyFile, STANDARD_INPUT } from "./find-key-files.ts";

/** Smaller files are read in less time than the engine needs to start. */
const WORTH_ENGINE_BYTES = 256 * 1024;

/**
 * A large regular file with plain lines, open for random access. Undefined for all others, and for
 * files that cannot be read, which the plain reader reports.
 */
export async function openLineFile(
  { path, label }: KeyFile,
  chosen: ChosenFormat,
): Promise<LineFile | undefined> {
  let descriptor: number | undefined;
  try {
    // Opening a pipe by its name would consume its first bytes.
    if (path === STANDARD_INPUT || !isLargeFile(statSync(path))) return undefined;
    descriptor = openSync(path, "r");
    const stats = fstatSync(descriptor);
    const { size } = stats;
    const head = new Uint8Array(HEAD_BYTES);
    const isRead = isLargeFile(stats) && readSync(descriptor, head) === head.length;
    const isFit = isRead && !isCompressed(head) && compressedEnding(label) === undefined;
    const end = new Uint8Array(END_BYTES);
    if (isFit) readSync(descriptor, end, 0, END_BYTES, size - END_BYTES);
    if (
      isFit &&
      !endsInRowCount(end, chosen) &&
      (await faultOf(head, chosen, "string")) === undefined
    ) {
      const start = startsWith(head, UTF8_BOM) ? UTF8_BOM.length : 0;
      return { label, descriptor, start, size };
    }
  } catch {
    // Reported by the plain reader.
  }
  if (descriptor !== undefined) closeSync(descriptor);
  return undefined;
}

function isLargeFile(stats: Stats): boolean {
  return stats.isFile() && stats.size >= WORTH_ENGINE_BYTES;
}
