const TABLE = new Int32Array(256);
for (let byte = 0; byte < TABLE.length; byte++) {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  TABLE[byte] = crc;
}

/** CRC-32 (ISO 3309, as in zlib) of `key[start, end)`, unsigned. */
export function crc32(key: Uint8Array, start: number, end: number): number {
  let crc = ~0;
  for (let i = start; i < end; i++) {
    crc = (crc >>> 8) ^ (TABLE[(crc ^ (key[i] as number)) & 0xff] as number);
  }
  return ~crc >>> 0;
}
