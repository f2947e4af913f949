const REPLACEMENT = 0xfffd;

/**
 * java.lang.String.hashCode (h = 31 h + unit, over UTF-16 units, 32 bits) of the UTF-8 text
 * `key[start, end)`, unsigned. Bytes that are not UTF-8 count as U+FFFD, as many as the WHATWG's
 * decoder writes for them.
 */
export function javaHashCode(key: Uint8Array, start: number, end: number): number {
  let h = 0;
  let at = start;
  while (at < end) {
    const lead = key[at++] as number;
    if (lead < 0x80) {
      h = (Math.imul(h, 31) + lead) | 0;
      continue;
    }
    let rest = lead < 0xc2 || lead > 0xf4 ? 0 : lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
    let point = rest === 0 ? REPLACEMENT : lead & (0x3f >> rest);
    let [low, high] = secondByteRange(lead);
    for (; rest > 0; rest--) {
      const next = at < end ? (key[at] as number) : 0;
      if (next < low || next > high) {
        point = REPLACEMENT;
        break;
      }
      point = (point << 6) | (next & 0x3f);
      [low, high] = [0x80, 0xbf];
      at++;
    }
    h = addPoint(h, point);
  }
  return h >>> 0;
}

/** Of a well-formed sequence: no overlong forms, no surrogates, nothing above U+10FFFF. */
function secondByteRange(lead: number): readonly [number, number] {
  if (lead === 0xe0) return [0xa0, 0xbf];
  if (lead === 0xed) return [0x80, 0x9f];
  if (lead === 0xf0) return [0x90, 0xbf];
  return lead === 0xf4 ? [0x80, 0x8f] : [0x80, 0xbf];
}

function addPoint(h: number, point: number): number {
  if (point < 0x10000) return (Math.imul(h, 31) + point) | 0;
  const high = (Math.imul(h, 31) + 0xd7c0 + (point >> 10)) | 0;
  return (Math.imul(high, 31) + 0xdc00 + (point & 0x3ff)) | 0;
}
