import { countFound } from "./json-found";
import { endOfLine, isBlank } from "./json-line";
import { endOfKnown, keepShape } from "./json-shape";
import { beginRecords, endRecords } from "./records";

/** Gives the host a line that is wrong, or that only the slow reader is sure of. */
declare function oddLine(start: usize, end: usize): void;

const LF: u8 = 10;

/**
 * Counts the records of the lines that end in [start, end); returns where the line begins that does
 * not end there. Reads up to 31 bytes beyond `end`, and resolves escapes in place.
 */
export function countJson(area: usize, start: usize, end: usize): usize {
  let last = end;
  while (last > start && load<u8>(last - 1) !== LF) last--;
  beginRecords(area);
  for (let line = start; line < last; ) {
    const next = endOfKnown(line);
    if (next !== 0 && countFound(area)) line = next;
    else line = countLine(area, line);
  }
  endRecords(area);
  return last;
}

function countLine(area: usize, line: usize): usize {
  const next = endOfLine(line);
  if (next !== 0 && isBlank) return next;
  if (next === 0 || !countFound(area)) return giveLine(line);
  keepShape(line, next);
  return next;
}

function giveLine(line: usize): usize {
  let end = line;
  while (load<u8>(end) !== LF) end++;
  oddLine(line, end + 1);
  return end + 1;
}
