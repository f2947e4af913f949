// One block of snappy, as its format description (google/snappy, format_description.txt) has it.

/**
 * Decompresses bytes[from, end) to `to`, where there is room for `length` bytes and 16 more; reads up to
 * 15 bytes beyond `end`. False if not exactly so many come out, or the block is wrong in another way.
 */
export function unsnappy(from: usize, end: usize, to: usize, length: u32): bool {
  let at = from;
  let said: u64 = 0;
  let byte: u8 = 0x80;
  for (let shift: u64 = 0; byte >= 0x80; shift += 7) {
    if (at >= end || shift > 28) return false;
    byte = load<u8>(at++);
    said |= (<u64>(byte & 0x7f)) << shift;
  }
  return said === <u64>length && decompress(at, end, to, to + length);
}

function decompress(from: usize, end: usize, start: usize, limit: usize): bool {
  let at = from;
  let to = start;
  while (at < end) {
    const tag = load<u8>(at++);
    const kind = tag & 3;
    if (kind === 0) {
      const more: usize = tag >= 240 ? (tag >> 2) - 59 : 0;
      if (at + more > end) return false;
      const length = (more === 0 ? <usize>(tag >> 2) : number(at, more)) + 1;
      at += more;
      if (length === 0 || length > end - at || length > limit - to) return false;
      if (length <= 16) copy16(to, at);
      else memory.copy(to, at, length);
      at += length;
      to += length;
      continue;
    }
    const more: usize = kind === 3 ? 4 : kind;
    if (at + more > end) return false;
    const low: usize = kind === 1 ? <usize>load<u8>(at) : number(at, more);
    at += more;
    const offset = kind === 1 ? low | ((<usize>tag >> 5) << 8) : low;
    const length: usize = kind === 1 ? ((tag >> 2) & 7) + 4 : (tag >> 2) + 1;
    if (offset === 0 || offset > to - start || length > limit - to) return false;
    repeat(to, offset, length);
    to += length;
  }
  return to === limit;
}

/** A little-endian number of up to 4 bytes. */
function number(at: usize, bytes: usize): usize {
  return <usize>(<u64>load<u32>(at) & (((<u64>1) << ((<u64>bytes) << 3)) - 1));
}

export function copy16(to: usize, from: usize): void {
  const high = load<u64>(from, 8);
  store<u64>(to, load<u64>(from));
  store<u64>(to, high, 8);
}

/** Repeats what stands `offset` before, also where both overlap; writes up to 15 bytes beyond. */
export function repeat(to: usize, offset: usize, length: usize): void {
  const from = to - offset;
  if (offset >= 8) {
    // Most copies are no longer than this.
    store<u64>(to, load<u64>(from));
    store<u64>(to, load<u64>(from, 8), 8);
    for (let i: usize = 16; i < length; i += 8) store<u64>(to + i, load<u64>(from + i));
  } else {
    for (let i: usize = 0; i < length; i++) store<u8>(to + i, load<u8>(from + i));
  }
}
