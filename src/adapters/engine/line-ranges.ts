import { readSync } from "node:fs";
import { fileChanged } from "#core/errors/messages.ts";
import type { LineBuffer } from "./line-buffer.ts";
import { control } from "./shared-memory.ts";

/** A file with a key a line. */
export interface LineFile {
  /** What messages call it. */
  readonly label: string;
  readonly descriptor: number;
  /** Where the first line begins. */
  readonly start: number;
  /** Bytes it had when it was opened. */
  readonly size: number;
}

const LF = 0x0a;
/** What a thread takes on at once: so much that its ends do not matter, so little that all end together. */
const RANGE_BYTES = 2 * 1024 * 1024;
const PIECE_BYTES = 16 * 1024;

/** Counts ranges of a file until none is left; other threads may do so too. */
export function countRanges(
  file: LineFile,
  buffer: LineBuffer,
  words: Int32Array,
  onRead: (bytes: number) => void,
): void {
  let told = 0;
  for (;;) {
    const from = file.start + Atomics.add(words, control.nextRange, 1) * RANGE_BYTES;
    // What other threads have taken on is about to be read too.
    const taken = Math.min(file.size, from);
    onRead(taken - told);
    told = taken;
    if (from >= file.size) return;
    countRange(file, buffer, from, Math.min(file.size, from + RANGE_BYTES));
  }
}

/** Counts the lines that begin in a range of a file. */
export function countRange(file: LineFile, buffer: LineBuffer, from: number, to: number): void {
  let position = from === file.start ? from : firstLine(file, from, to);
  while (position < to) {
    const space = buffer.space();
    const bytes = read(file, space, Math.min(space.length, to - position), position);
    buffer.added(bytes);
    position += bytes;
  }
  while (buffer.isInLine && position < file.size) {
    const space = buffer.space();
    const bytes = read(
      file,
      space,
      Math.min(space.length, PIECE_BYTES, file.size - position),
      position,
    );
    const lineEnd = space.subarray(0, bytes).indexOf(LF);
    if (lineEnd < 0) buffer.addedInLine(bytes);
    else buffer.added(lineEnd + 1);
    position += bytes;
  }
  buffer.ended();
}

/** Where the first line begins that begins in a range, or its end. */
function firstLine(file: LineFile, from: number, to: number): number {
  const piece = Buffer.allocUnsafe(PIECE_BYTES);
  for (let position = from - 1; position < to; ) {
    const bytes = read(file, piece, Math.min(piece.length, to - position), position);
    const lineEnd = piece.subarray(0, bytes).indexOf(LF);
    if (lineEnd >= 0) return position + lineEnd + 1;
    position += bytes;
  }
  return to;
}

function read(file: LineFile, into: Uint8Array, bytes: number, position: number): number {
  const got = readSync(file.descriptor, into, 0, bytes, position);
  if (got === 0) throw fileChanged().at({ file: file.label });
  return got;
}
