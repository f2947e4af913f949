import { countLong, countSmall, missSmall, refresh } from "./front-table";
import { MAX_KEY_BYTES, MAX_SMALL_KEY_BYTES, MISSED, MISSED_BYTES } from "./layout";

/** Passes a key that is too long for an entry to the host. */
declare function longKey(key: usize, length: u32): void;

const LF: u8 = 10;
const CR: u8 = 13;

/**
 * Counts the key of every line that ends in [start, end); `start` must be the start of a line.
 * Returns the start of the line that does not end there. LF and CRLF end a line. Reads up to 63
 * bytes beyond `end`.
 */
export function countLines(area: usize, start: usize, end: usize): usize {
  let lineStart = start;
  let counted: u32 = 0;
  const missed = area + MISSED;
  let missedEnd = missed;
  for (let at = start; at < end; at += 64) {
    let ends = lineEnds(at);
    if (at + 64 > end) ends &= ((<u64>1) << (end - at)) - 1;
    while (ends !== 0) {
      const lineEnd = at + <usize>ctz(ends);
      ends &= ends - 1;
      const cr = lineEnd > lineStart && load<u8>(lineEnd - 1) === CR;
      const length = <u32>(lineEnd - lineStart) - <u32>cr;
      if (length <= MAX_SMALL_KEY_BYTES) {
        store<u32>(missedEnd, <u32>lineStart);
        store<u32>(missedEnd, length, 4);
        missedEnd += (<usize>missSmall(area, lineStart, length)) << 3;
        if (missedEnd === missed + MISSED_BYTES) missedEnd = countMissed(area, missedEnd);
      } else if (length <= MAX_KEY_BYTES) countLong(area, lineStart, length);
      else longKey(lineStart, length);
      lineStart = lineEnd + 1;
      counted++;
    }
  }
  countMissed(area, missedEnd);
  refresh(area, counted);
  return lineStart;
}

/** Counts the waiting keys up to `end`; returns where the next one waits. */
function countMissed(area: usize, end: usize): usize {
  const missed = area + MISSED;
  for (let at = missed; at < end; at += 8) countSmall(area, load<u32>(at), load<u32>(at, 4));
  return missed;
}

/** A bit for each of 64 bytes, set if it is a line feed. */
function lineEnds(at: usize): u64 {
  return (
    endsOf16(at) | (endsOf16(at + 16) << 16) | (endsOf16(at + 32) << 32) | (endsOf16(at + 48) << 48)
  );
}

function endsOf16(at: usize): u64 {
  return <u64>(<u32>i8x16.bitmask(i8x16.eq(v128.load(at), i8x16.splat(LF))));
}
