import { copy16, repeat } from "../snappy";

/** More than any room. */
const TOO_LONG: usize = 0x7fff_0000;

/**
 * Decompresses a block of LZ4 (lz4_Block_format.md), bytes[from, end), to `to`, where there is room up to
 * `limit` and for 16 bytes more. Copies may reach back to `first`. Reads up to 15 bytes beyond `end`.
 * Returns where the plain bytes end; 0 if the block is damaged, cut short or too long.
 */
export function unlz4(from: usize, end: usize, first: usize, to: usize, limit: usize): usize {
  let at = from;
  let out = to;
  while (at < end) {
    const token = load<u8>(at++);
    let literals: usize = token >> 4;
    if (literals === 15) {
      const more = restOfLength(at, end);
      literals += more;
      at += more / 255 + 1;
    }
    if (literals > limit - out || literals > end - at) return 0;
    if (literals <= 16) copy16(out, at);
    else memory.copy(out, at, literals);
    at += literals;
    out += literals;
    if (at === end) return out;
    if (end - at < 2) return 0;
    const offset = <usize>load<u16>(at);
    at += 2;
    let length: usize = (token & 15) + 4;
    if (length === 19) {
      const more = restOfLength(at, end);
      length += more;
      at += more / 255 + 1;
    }
    if (length > limit - out || offset === 0 || offset > out - first) return 0;
    repeat(out, offset, length);
    out += length;
  }
  return out;
}

/** The sum of the bytes up to the first that is not 255. */
function restOfLength(start: usize, end: usize): usize {
  let at = start;
  while (at < end && load<u8>(at) === 255) at++;
  if (at === end || at - start > TOO_LONG / 255) return TOO_LONG;
  return (at - start) * 255 + <usize>load<u8>(at);
}
