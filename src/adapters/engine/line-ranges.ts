import { readSync } from "node:fs";
import { fileChanged } from "#core/errors/messages.ts";
import type { LineBuffer } from "./line-buffer.ts";
import { RowsRefused } from "./rows-refused.ts";
import { control } from "./shared-memory.ts";

/** How much is taken on or read at once. */
export interface ReadSizes {
  /** By a thread: so much that its ends do not matter, so little that all threads end together. */
  readonly rangeBytes: number;
  /** At most, by one call to the system. */
  readonly readBytes: number;
  /** Of the line that goes on behind a range. */
  readonly tailBytes: number;
}

export const USUAL_SIZES: ReadSizes = {
  rangeBytes: 2 * 1024 * 1024,
  readBytes: 2 * 1024 * 1024,
  tailBytes: 16 * 1024,
};

/** A file with a key a line. */
export interface LineFile {
  /** The file's name in messages. */
  readonly label: string;
  readonly descriptor: number;
  /** Where the first line begins. */
  readonly start: number;
  /** Its size when it was opened, in bytes. */
  readonly size: number;
  readonly sizes?: ReadSizes;
}

const LF = 0x0a;
/** In quotes, of the last row that begins in a range: it is looked at again after each. */
const MAX_LINE_ENDS = 64;

/** Counts ranges of a file until none is left, also together with other threads. */
export function countRanges(
  file: LineFile,
  buffer: LineBuffer,
  words: Int32Array,
  onRead: (bytes: number) => void,
): void {
  for (const [from, to] of ranges(file, words, onRead)) {
    countRange(file, buffer, from, to);
  }
}

/** Ranges of a file that no other thread has taken on. */
export function* ranges(
  file: LineFile,
  words: Int32Array,
  onRead: (bytes: number) => void,
): Generator<readonly [from: number, to: number]> {
  const { rangeBytes } = file.sizes ?? USUAL_SIZES;
  let reported = 0;
  for (;;) {
    const from = file.start + Atomics.add(words, control.nextRange, 1) * rangeBytes;
    // What other threads have taken on is about to be read too.
    const taken = Math.min(file.size, from);
    onRead(taken - reported);
    reported = taken;
    if (from >= file.size) return;
    yield [from, Math.min(file.size, from + rangeBytes)];
  }
}

/** Where the lines that begin in a range are. */
export interface LineRange {
  /** Where the first one begins; the range's end, if none begins in it. */
  readonly first: number;
  /** Where the last one is over. */
  readonly end: number;
}

/** Counts the lines that begin in a range of a file. */
export function countRange(
  file: LineFile,
  buffer: LineBuffer,
  from: number,
  to: number,
): LineRange {
  const { readBytes, tailBytes } = file.sizes ?? USUAL_SIZES;
  const first = from === file.start ? from : firstLine(file, from, to);
  let position = first;
  while (position < to) {
    const space = buffer.space();
    const bytes = read(file, space, Math.min(space.length, readBytes, to - position), position);
    buffer.added(bytes);
    position += bytes;
  }
  let end = position;
  for (let lineEnds = 0; buffer.isInLine && position < file.size; ) {
    const space = buffer.space();
    const wanted = Math.min(space.length, tailBytes, file.size - position);
    const bytes = read(file, space, wanted, position);
    const lineEnd = space.subarray(0, bytes).indexOf(LF);
    const added = lineEnd < 0 ? bytes : lineEnd + 1;
    if (lineEnd < 0) buffer.addedInLine(added);
    else if (++lineEnds > MAX_LINE_ENDS) throw new RowsRefused();
    else buffer.added(added);
    position += added;
    end = position;
  }
  buffer.ended();
  return { first, end };
}

/** The start of the first line that begins in a range, or the range's end. */
function firstLine(file: LineFile, from: number, to: number): number {
  const piece = Buffer.allocUnsafe(USUAL_SIZES.tailBytes);
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
