import { bytesEqual, oddBefore } from "./bits";
import { beginCell, CR, countRow, delimiter, endCell, hasQuotes, LF, QUOTE, steps } from "./cells";
import { splitRow } from "./odd-row";
import { beginRecords, endRecords } from "./records";

/** Whether the row that splitRows stopped at must be read byte by byte. */
let isOdd: bool = false;

/**
 * Counts the rows that end in [start, end), where `start` begins a row; returns where the row begins
 * that does not end there. Reads up to 63 bytes beyond `end`, and resolves quotes in place.
 */
export function countSeparated(area: usize, start: usize, end: usize): usize {
  beginRecords(area);
  let rest = splitRows(area, start, end);
  while (isOdd) {
    const next = splitRow(area, rest, end);
    if (next === rest) break;
    rest = splitRows(area, next, end);
  }
  endRecords(area);
  return rest;
}

// The row that is being read, and how many of its cells are over.
let row: usize = 0;
let column: u32 = 0;
// The bits of the line ends and separators in a block of 64 bytes.
let lines: u64 = 0;
let separators: u64 = 0;
// Quotes of the bytes before a block.
let inside: u64 = 0;
let mayOpen: u64 = 0;
let hasClosed: u64 = 0;
let hasCr: u64 = 0;

function begin(start: usize): void {
  isOdd = false;
  row = start;
  column = 0;
  inside = 0;
  mayOpen = 1;
  hasClosed = 0;
  hasCr = 0;
  beginCell(0, start);
}

function splitRows(area: usize, start: usize, end: usize): usize {
  begin(start);
  for (let at = start; at < end; at += 64) {
    const known = at + 64 > end ? ((<u64>1) << (end - at)) - 1 : u64.MAX_VALUE;
    lines = bytesEqual(at, LF) & known;
    separators = bytesEqual(at, delimiter) & known;
    if (hasQuotes && !hideQuoted(at, known)) {
      isOdd = true;
      return row;
    }
    countBlock(area, at);
  }
  return row;
}

/** Takes away what is in quotes; false where nobody knows what is. */
function hideQuoted(at: usize, known: u64): bool {
  const quotes = bytesEqual(at, QUOTE) & known;
  if ((quotes | inside | hasClosed | hasCr) === 0) {
    mayOpen = (lines | separators) >> 63;
    return true;
  }
  const quoted = oddBefore(quotes) ^ inside;
  const isRight = readQuotes(at, known, quotes, quoted);
  lines &= ~quoted;
  separators &= ~quoted;
  return isRight;
}

/** False if a quote is not at the edge of a cell, so that it is plain text or wrong. */
function readQuotes(at: usize, known: u64, quotes: u64, quoted: u64): bool {
  const opening = quotes & quoted;
  const closing = quotes & ~quoted;
  const ends = (lines | separators) & ~quoted;
  const after = (closing << 1) | hasClosed;
  const cr = after & bytesEqual(at, CR);
  const wrong =
    (opening & ~(((ends | closing) << 1) | mayOpen)) |
    (after & ~(ends | opening | cr)) |
    (((cr << 1) | hasCr) & ~lines);
  inside = 0 - (quoted >> 63);
  mayOpen = (ends | closing) >> 63;
  hasClosed = closing >> 63;
  hasCr = cr >> 63;
  return (wrong & known) === 0;
}

/** Goes over the cells of a block, and counts the rows that end in it. */
function countBlock(area: usize, at: usize): void {
  while (true) {
    if (column < steps) {
      const next = separators | lines;
      if (next === 0) return;
      if ((separators & next & (0 - next)) !== 0) {
        const place = at + <usize>ctz(next);
        endCell(column++, place);
        beginCell(column, place + 1);
        separators &= separators - 1;
        continue;
      }
    }
    if (lines === 0) break;
    const before = (lines & (0 - lines)) - 1;
    const lineEnd = at + <usize>ctz(lines);
    countRow(area, row, lineEnd, column + 1 + <u32>popcnt(separators & before));
    separators &= ~before;
    lines &= lines - 1;
    row = lineEnd + 1;
    column = 0;
    beginCell(0, row);
  }
  // Nobody wants these cells.
  column += <u32>popcnt(separators);
}
