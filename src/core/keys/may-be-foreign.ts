const FIRST_BYTES = 8;
/** How formats begin that begin with text: `%PDF-`, `BZh`. */
const SIGNS = [0x25, 0x42];

/**
 * Whether the beginning of a file could be one of the formats that foreign-content.ts knows: all of
 * them have a NUL byte, or begin with a control character, a byte above ASCII, or one of the signs.
 */
export function mayBeForeign(head: Uint8Array): boolean {
  if (head.includes(0)) return true;
  const first = head.subarray(0, FIRST_BYTES);
  const [sign = 0] = first;
  return (
    SIGNS.includes(sign) || first.some((byte) => byte > 0x7e || (byte < 0x20 && !isBlank(byte)))
  );
}

function isBlank(byte: number): boolean {
  return byte === 0x09 || byte === 0x0a || byte === 0x0d;
}
