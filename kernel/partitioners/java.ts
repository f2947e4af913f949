const REPLACEMENT: u32 = 0xfffd;
const HIGH_BITS: u64 = ((<u64>0x80808080) << 32) | 0x80808080;
const P2: u32 = 31 * 31;
const P3: u32 = P2 * 31;
const P4: u32 = P3 * 31;

/**
 * Java's String.hashCode of UTF-8 text, over UTF-16 units. Bytes that are not UTF-8 count as U+FFFD,
 * as many as the WHATWG's decoder writes for them. Reads up to 7 bytes beyond the key.
 */
export function hashCode(key: usize, length: u32): u32 {
  const end = key + length;
  let h: u32 = 0;
  let at = key;
  while (at < end) {
    if (at + 8 <= end && (load<u64>(at) & HIGH_BITS) === 0) {
      h = addFour(addFour(h, at), at + 4);
      at += 8;
      continue;
    }
    const lead: u32 = load<u8>(at++);
    if (lead < 0x80) {
      h = h * 31 + lead;
      continue;
    }
    const bytes = sequenceLength(at, end, lead);
    h = addPoint(h, bytes === 0 ? REPLACEMENT : pointAt(at, lead, bytes));
    at += bytes === 0 ? wrongLength(at, end, lead) : bytes;
  }
  return h;
}

/** Whether a key is UTF-8 text. */
export function isText(key: usize, length: u32): bool {
  const end = key + length;
  let at = key;
  while (at < end) {
    if (at + 8 <= end && (load<u64>(at) & HIGH_BITS) === 0) {
      at += 8;
      continue;
    }
    const lead: u32 = load<u8>(at++);
    if (lead < 0x80) continue;
    const bytes = sequenceLength(at, end, lead);
    if (bytes === 0) return false;
    at += bytes;
  }
  return true;
}

function addFour(h: u32, at: usize): u32 {
  const first = h * P4 + load<u8>(at) * P3 + load<u8>(at, 1) * P2;
  return first + load<u8>(at, 2) * 31 + load<u8>(at, 3);
}

/** How many bytes follow a lead byte in a well-formed sequence; 0 if it is none. */
function sequenceLength(at: usize, end: usize, lead: u32): u32 {
  const rest = restOf(lead);
  return wrongLength(at, end, lead) === rest ? rest : 0;
}

/** How many bytes after a lead byte can belong to it: these become one U+FFFD if some are missing. */
function wrongLength(at: usize, end: usize, lead: u32): u32 {
  const rest = restOf(lead);
  let low: u32 = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  let high: u32 = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  let found: u32 = 0;
  for (; found < rest && at + found < end; found++) {
    const next: u32 = load<u8>(at + found);
    if (next < low || next > high) break;
    low = 0x80;
    high = 0xbf;
  }
  return found;
}

function restOf(lead: u32): u32 {
  if (lead < 0xc2 || lead > 0xf4) return 0;
  return lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
}

function pointAt(at: usize, lead: u32, bytes: u32): u32 {
  let point = lead & (0x3f >> bytes);
  for (let i: u32 = 0; i < bytes; i++) point = (point << 6) | (load<u8>(at + i) & 0x3f);
  return point;
}

function addPoint(h: u32, point: u32): u32 {
  if (point < 0x10000) return h * 31 + point;
  return (h * 31 + 0xd7c0 + (point >> 10)) * 31 + 0xdc00 + (point & 0x3ff);
}

/** java.util.Arrays.hashCode of the bytes, which are signed. */
export function bytesHashCode(key: usize, length: u32): u32 {
  const end = key + length;
  let h: u32 = 1;
  for (let at = key; at < end; at++) h = h * 31 + <u32>(<i32>load<i8>(at));
  return h;
}
