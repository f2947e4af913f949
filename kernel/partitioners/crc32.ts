import { CRC_TABLES } from "../layout";

const POLYNOMIAL: u32 = 0xedb88320;

/** Fills the tables for 8 bytes at a time. Call this once, before any thread hashes. */
export function makeCrcTables(): void {
  for (let byte: u32 = 0; byte < 256; byte++) {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >> 1) ^ POLYNOMIAL : crc >> 1;
    store<u32>(CRC_TABLES + ((<usize>byte) << 2), crc);
  }
  for (let table: u32 = 1; table < 8; table++) {
    for (let byte: u32 = 0; byte < 256; byte++) {
      const before = entry(table - 1, byte);
      const crc = (before >> 8) ^ entry(0, before);
      store<u32>(CRC_TABLES + ((<usize>table) << 10) + ((<usize>byte) << 2), crc);
    }
  }
}

/** CRC-32 (ISO 3309, as in zlib), with 8 tables at a time (Kounavis and Berry 2005). */
export function crc32(key: usize, length: u32): u32 {
  const end = key + length;
  let at = key;
  let crc: u32 = ~0;
  for (; at + 8 <= end; at += 8) {
    const low = load<u32>(at) ^ crc;
    const high = load<u32>(at, 4);
    crc =
      entry(7, low) ^
      entry(6, low >> 8) ^
      entry(5, low >> 16) ^
      entry(4, low >> 24) ^
      entry(3, high) ^
      entry(2, high >> 8) ^
      entry(1, high >> 16) ^
      entry(0, high >> 24);
  }
  for (; at < end; at++) crc = (crc >> 8) ^ entry(0, crc ^ load<u8>(at));
  return ~crc;
}

function entry(table: u32, value: u32): u32 {
  return load<u32>(CRC_TABLES + ((<usize>table) << 10) + ((<usize>(value & 0xff)) << 2));
}
