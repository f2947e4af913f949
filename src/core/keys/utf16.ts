const MIN_UNITS = 8;

/**
 * The encoding of bytes that are UTF-16 without a byte order mark: text in one byte order, with NUL
 * bytes and line ends. Undefined for all others.
 */
export function encodingOf(head: Uint8Array): "UTF-16LE" | "UTF-16BE" | undefined {
  const even = head.subarray(0, head.length - (head.length % 2));
  if (even.length / 2 < MIN_UNITS || !even.includes(0)) return undefined;
  if (isText(even, true)) return "UTF-16LE";
  return isText(even, false) ? "UTF-16BE" : undefined;
}

function isText(bytes: Uint8Array, isLittleEndian: boolean): boolean {
  let lineEnds = 0;
  for (let at = 0; at < bytes.length; at += 2) {
    const [a = 0, b = 0] = [bytes[at], bytes[at + 1]];
    const unit = isLittleEndian ? b * 256 + a : a * 256 + b;
    if (unit === 0x0a) lineEnds++;
    const isControl = unit < 0x20 && unit !== 0x09 && unit !== 0x0a && unit !== 0x0d;
    // Private use, noncharacters, and U+0A00, which is a line end in the other byte order.
    if (isControl || unit >= 0xfff0 || (unit >= 0xe000 && unit < 0xf900) || unit === 0x0a00) {
      return false;
    }
  }
  return lineEnds > 0;
}
