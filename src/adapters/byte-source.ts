import { closeSync, fstatSync, openSync, readSync, type Stats, statSync } from "node:fs";
import type { Chunks } from "#core/compression/chunks.ts";
import { plainBytes } from "#core/compression/plain-bytes.ts";
import { fileChanged } from "#core/errors/messages.ts";
import { type KeyFile, STANDARD_INPUT } from "./find-key-files.ts";
import { systemError } from "./system-error.ts";

const CHUNK_BYTES = 1024 * 1024;

/** The plain bytes of a file or standard input. */
export function openBytes(
  { path, label }: Pick<KeyFile, "path" | "label">,
  onRead: (bytes: number) => void,
): Chunks {
  const raw = path === STANDARD_INPUT ? standardInput(label) : namedFile(path, label);
  const loadGunzip = async () => (await import("./gzip.ts")).gunzip;
  return plainBytes(countBytes(raw, onRead), label, loadGunzip);
}

const STANDARD_INPUT_DESCRIPTOR = 0;

/** Standard input may be a file, which can change while it is read. */
async function* standardInput(label: string): Chunks {
  const before = fstatSync(STANDARD_INPUT_DESCRIPTOR);
  yield* process.stdin;
  refuseChange(before, STANDARD_INPUT_DESCRIPTOR, label);
}

/** @throws UserError if the file has changed */
export function refuseChange(before: Stats, file: number, label: string): void {
  const { size, mtimeMs } = fstatSync(file);
  const hasChanged = size !== before.size || mtimeMs !== before.mtimeMs;
  if (before.isFile() && hasChanged) throw fileChanged().at({ file: label });
}

/** A buffer for the next file: allocating one takes longer than reading a small file. */
let idleBuffer: Buffer | undefined;

async function* namedFile(path: string, label: string): Chunks {
  const next = "Check its permissions and that it is a file with keys.";
  try {
    if (isPipe(path)) yield* (await import("./pipe.ts")).pipeChunks(path);
    else yield* fileChunks(path, label);
  } catch (cause) {
    throw isSystemError(cause) ? systemError(cause, "the key file", label, next) : cause;
  }
}

function isPipe(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFIFO() === true;
}

/**
 * Synchronous reads into one buffer, which for a file on disk is faster than a stream of new
 * buffers.
 */
async function* fileChunks(path: string, label: string): Chunks {
  const file = openSync(path, "r");
  try {
    const before = fstatSync(file);
    const buffer = idleBuffer ?? Buffer.allocUnsafe(CHUNK_BYTES);
    idleBuffer = undefined;
    for (let bytes = readSync(file, buffer); bytes > 0; bytes = readSync(file, buffer)) {
      yield buffer.subarray(0, bytes);
    }
    refuseChange(before, file, label);
    idleBuffer = buffer;
  } finally {
    closeSync(file);
  }
}

function isSystemError(error: unknown): boolean {
  return typeof (error as NodeJS.ErrnoException).syscall === "string";
}

async function* countBytes(source: Chunks, onRead: (bytes: number) => void): Chunks {
  for await (const chunk of source) {
    onRead(chunk.length);
    yield chunk;
  }
}
