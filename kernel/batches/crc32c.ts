import { BYTE_TABLES, ZERO_TABLES } from "./layout";

/** Castagnoli's polynomial, reflected. */
const POLYNOMIAL: u32 = 0x82f63b78;

/** Bytes of each of three streams. */
const LANE: usize = 2048;

/** Fills the tables. Call this once. */
export function makeTables(): void {
  for (let byte: u32 = 0; byte < 256; byte++) {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >> 1) ^ POLYNOMIAL : crc >> 1;
    put(BYTE_TABLES, 0, byte, crc);
  }
  for (let table: u32 = 1; table < 8; table++) {
    for (let byte: u32 = 0; byte < 256; byte++) {
      const before = entry(BYTE_TABLES, table - 1, byte);
      put(BYTE_TABLES, table, byte, appendZero(before));
    }
  }
  for (let table: u32 = 0; table < 4; table++) {
    put(ZERO_TABLES, table, 0, 0);
    for (let bit: u32 = 0; bit < 8; bit++) {
      let crc: u32 = 1 << (table * 8 + bit);
      for (let i: usize = 0; i < LANE; i++) crc = appendZero(crc);
      // Of two bytes that differ in this bit.
      const first: u32 = 1 << bit;
      for (let low: u32 = 0; low < first; low++) {
        put(ZERO_TABLES, table, first | low, crc ^ entry(ZERO_TABLES, table, low));
      }
    }
  }
}

/**
 * CRC-32C (RFC 3720, 12.1) of bytes[start, end), by 8 tables (Kounavis and Berry 2005) and, because the
 * processor would wait for one after the other, of three streams at a time.
 */
export function crc32c(start: usize, end: usize): u32 {
  let crc: u32 = ~0;
  let at = start;
  for (; end - at >= 3 * LANE; at += 3 * LANE) {
    let second: u32 = 0;
    let third: u32 = 0;
    for (let i = at; i < at + LANE; i += 8) {
      crc = append(crc, i);
      second = append(second, i + LANE);
      third = append(third, i + 2 * LANE);
    }
    crc = appendZeros(appendZeros(crc) ^ second) ^ third;
  }
  for (; end - at >= 8; at += 8) crc = append(crc, at);
  for (; at < end; at++) crc = appendZero(crc ^ load<u8>(at));
  return ~crc;
}

function append(crc: u32, at: usize): u32 {
  const low = load<u32>(at) ^ crc;
  const high = load<u32>(at, 4);
  // With the addresses of the tables in the instructions, which is half as fast again.
  return (
    load<u32>(ofByte(low), BYTE_TABLES + 7 * 1024) ^
    load<u32>(ofByte(low >> 8), BYTE_TABLES + 6 * 1024) ^
    load<u32>(ofByte(low >> 16), BYTE_TABLES + 5 * 1024) ^
    load<u32>(ofByte(low >> 24), BYTE_TABLES + 4 * 1024) ^
    load<u32>(ofByte(high), BYTE_TABLES + 3 * 1024) ^
    load<u32>(ofByte(high >> 8), BYTE_TABLES + 2 * 1024) ^
    load<u32>(ofByte(high >> 16), BYTE_TABLES + 1024) ^
    load<u32>(ofByte(high >> 24), BYTE_TABLES)
  );
}

function appendZero(crc: u32): u32 {
  return (crc >> 8) ^ entry(BYTE_TABLES, 0, crc);
}

/** As many as a stream has bytes. */
function appendZeros(crc: u32): u32 {
  return (
    entry(ZERO_TABLES, 0, crc) ^
    entry(ZERO_TABLES, 1, crc >> 8) ^
    entry(ZERO_TABLES, 2, crc >> 16) ^
    entry(ZERO_TABLES, 3, crc >> 24)
  );
}

function entry(tables: usize, table: u32, value: u32): u32 {
  return load<u32>(tables + ((<usize>table) << 10) + ofByte(value));
}

function put(tables: usize, table: u32, value: u32, crc: u32): void {
  store<u32>(tables + ((<usize>table) << 10) + ofByte(value), crc);
}

/** Where a table has the entry of the lowest byte. */
function ofByte(value: u32): usize {
  return <usize>((value & 0xff) << 2);
}
