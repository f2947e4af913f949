import { closeSync, fstatSync, openSync, readSync, statSync } from "node:fs";
import { startsWith } from "#core/bytes.ts";
import { compressedEnding, isCompressed } from "#core/compression/plain-bytes.ts";
import type { ChosenFormat } from "#core/keys/formats.ts";
import { faultOf, HEAD_BYTES, UTF8_BOM } from "#core/keys/read-chunks.ts";
import type { LineFile } from "./engine/line-ranges.ts";
import { type KeyFile, STANDARD_INPUT } from "./find-key-files.ts";

/** Smaller files are read before the engine is set up. */
const WORTH_ENGINE_BYTES = 256 * 1024;

/**
 * A large regular file with plain lines, open for reading at any place; undefined for all others,
 * and for what cannot be read: the plain reader says why.
 */
export async function openLineFile(
  { path, label }: KeyFile,
  chosen: ChosenFormat,
): Promise<LineFile | undefined> {
  let descriptor: number | undefined;
  try {
    // Opening a pipe by its name would take its first bytes away.
    if (path === STANDARD_INPUT || !statSync(path).isFile()) return undefined;
    descriptor = openSync(path, "r");
    const { size } = fstatSync(descriptor);
    const head = new Uint8Array(Math.min(HEAD_BYTES, size));
    const isLarge = size >= WORTH_ENGINE_BYTES && readSync(descriptor, head) === head.length;
    const isFit = isLarge && !isCompressed(head) && compressedEnding(label) === undefined;
    if (isFit && (await faultOf(head, chosen, "string")) === undefined) {
      const start = startsWith(head, UTF8_BOM) ? UTF8_BOM.length : 0;
      return { label, descriptor, start, size };
    }
  } catch {
    // Said by the plain reader.
  }
  if (descriptor !== undefined) closeSync(descriptor);
  return undefined;
}
