import { closeSync, constants, openSync, readSync, realpathSync } from "node:fs";
import type { Chunks } from "#core/compression/chunks.ts";
import { nobodyWrites, textTooLarge } from "#core/errors/messages.ts";

/** How long to wait for a writer: a named pipe's reader is often started first. */
const OPENED_WITHIN_MS = 10_000;
/** How long to wait for the next piece of a small text, which a command may have to fetch. */
const WRITTEN_WITHIN_MS = 60_000;
const POLL_MS = 10;
const CHUNK_BYTES = 64 * 1024;

/** The bytes of a named pipe or of bash's `<(…)`. @throws UserError if nothing writes to it */
export async function* pipeChunks(path: string): Chunks {
  const { descriptor, first } = openPipe(path);
  if (first !== undefined) yield first;
  const { Socket } = await import("node:net");
  // The socket closes the descriptor.
  yield* new Socket({ fd: descriptor, readable: true, writable: false });
}

/**
 * All that is written to a pipe.
 *
 * @throws UserError if nothing writes to it, or nothing more for a minute, or too much
 */
export function readPipe(path: string, maxBytes: number): Uint8Array {
  const { descriptor, first } = openPipe(path);
  try {
    const pieces = first === undefined ? [] : [first];
    let total = first?.length ?? 0;
    for (let piece = next(descriptor, path); piece.length > 0; piece = next(descriptor, path)) {
      pieces.push(piece);
      total += piece.length;
      if (total > maxBytes) throw textTooLarge().at({ file: path });
    }
    return Buffer.concat(pieces);
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Opens a pipe without blocking for ever, and reads the first bytes to check that it has a writer.
 */
function openPipe(path: string): { descriptor: number; first: Uint8Array | undefined } {
  const descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const patienceMs = hasName(path) ? OPENED_WITHIN_MS : 0;
    let first = read(descriptor);
    for (let ms = 0; first?.length === 0 && ms < patienceMs; ms += POLL_MS) {
      sleep();
      first = read(descriptor);
    }
    if (first?.length === 0 && patienceMs > 0) throw nobodyWrites(patienceMs).at({ file: path });
    return { descriptor, first };
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
}

/** The next bytes; none at the end. */
function next(descriptor: number, path: string): Uint8Array {
  for (let ms = 0; ms < WRITTEN_WITHIN_MS; ms += POLL_MS) {
    const piece = read(descriptor);
    if (piece !== undefined) return piece;
    sleep();
  }
  throw nobodyWrites(WRITTEN_WITHIN_MS).at({ file: path });
}

/** The available bytes: none without a writer, undefined if the writer has not written yet. */
function read(descriptor: number): Uint8Array | undefined {
  const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
  try {
    return buffer.subarray(0, readSync(descriptor, buffer));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EAGAIN") return undefined;
    throw error;
  }
}

/** False for a shell's `<(…)`, which has a writer from the beginning. */
function hasName(path: string): boolean {
  try {
    realpathSync(path);
    return true;
  } catch {
    return false;
  }
}

function sleep(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, POLL_MS);
}
