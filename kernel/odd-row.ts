import {
  beginCell,
  CR,
  countRow,
  delimiter,
  endCell,
  isWanted,
  LF,
  QUOTE,
  refuseRow,
} from "./cells";

/**
 * Counts one row with quotes byte by byte; where the next one begins, or `row` where it does not end
 * before `end`.
 */
export function splitRow(area: usize, row: usize, end: usize): usize {
  let at = row;
  let column: u32 = 0;
  beginCell(0, row);
  while (true) {
    at = cellEnd(at, end);
    if (at >= end) return row;
    if (load<u8>(at) === LF) {
      countRow(area, row, at, column + 1);
      return at + 1;
    }
    if (isWanted(column)) endCell(column, at);
    column++;
    at++;
    if (isWanted(column)) beginCell(column, at);
  }
}

/** Where the separator or line end after a cell is; `end` where there is none before it. */
function cellEnd(start: usize, end: usize): usize {
  let at = start;
  if (at < end && load<u8>(at) === QUOTE) return quotedEnd(at, end);
  while (at < end && load<u8>(at) !== LF && load<u8>(at) !== delimiter) at++;
  return at;
}

function quotedEnd(start: usize, end: usize): usize {
  let at = start;
  do {
    at++;
    while (at < end && load<u8>(at) !== QUOTE) at++;
    at++;
  } while (at < end && load<u8>(at) === QUOTE);
  if (at >= end) return end;
  if (load<u8>(at) === CR) {
    at++;
    if (at < end && load<u8>(at) !== LF) refuseRow();
    return at;
  }
  if (load<u8>(at) !== LF && load<u8>(at) !== delimiter) refuseRow();
  return at;
}
