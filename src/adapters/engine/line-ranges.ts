import { readSync } from "node:fs";
import { fileChanged } from "#core/errors/messages.ts";
import type { LineBuffer } from "./line-buffer.ts";
import { control } from "./shared-memory.ts";

/** A file with one key per line. */
export interface LineFile {
  /** The file's name in messages. */
  readonly label: string;
  readonly descriptor: number;
  /** Where the first line begins. */
  readonly start: number;
  /** Its size when it was opened, in bytes. */
  readonly size: number;
}

const LF = 0x0a;
/**
 * The unit of work: large enough that its ends do not matter, small enough that all threads end
 * together.
 */
const RANGE_BYTES = 2 * 1024 * 1024;
const PIECE_BYTES = 16 * 1024;

/** Counts ranges of a file until none is left, also together with other threads. */
export function countRanges(
  file: LineFile,
  buffer: LineBuffer,
  words: Int32Array,
  onRead: (bytes: number) => void,
): void {
  let reported = 0;
  for (;;) {
    const from = file.start + Atomics.add(words, control.nextRange, 1) * RANGE_BYTES;
    // The ranges of other threads are being read too.
    const taken = Math.min(file.size, from);
    onRead(taken - reported);
    reported = taken;
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

/** The start of the first line that begins in a range, or the range's end. */
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
