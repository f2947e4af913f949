import { crcTable } from "#core/compression/crc32.ts";

type Table = Int32Array;

/** Castagnoli's polynomial, reflected. */
const POLYNOMIAL = 0x82f63b78;

/** For eight bytes at once (Kounavis and Berry 2005, "slicing-by-8"): one table per byte. */
function makeTables() {
  const first = crcTable(POLYNOMIAL);
  const after = (table: Table) => {
    return table.map((value) => (value >>> 8) ^ (first[value & 0xff] as number));
  };
  const [b, c, d] = [after(first), after(after(first)), after(after(after(first)))];
  const e = after(d);
  const [f, g, h] = [after(e), after(after(e)), after(after(after(e)))];
  return [first, b, c, d, e, f, g, h] as const;
}

let tables: ReturnType<typeof makeTables> | undefined;

/** CRC-32C (RFC 3720, 12.1) of `bytes[start, end)`, as a signed 32-bit number. */
export function crc32c(bytes: Uint8Array, start: number, end: number): number {
  tables ??= makeTables();
  const [t0, t1, t2, t3, t4, t5, t6, t7] = tables;
  let crc = -1;
  let i = start;
  for (const last = end - 8; i <= last; i += 8) {
    const word =
      crc ^
      ((bytes[i] as number) |
        ((bytes[i + 1] as number) << 8) |
        ((bytes[i + 2] as number) << 16) |
        ((bytes[i + 3] as number) << 24));
    crc =
      (t7[word & 0xff] as number) ^
      (t6[(word >>> 8) & 0xff] as number) ^
      (t5[(word >>> 16) & 0xff] as number) ^
      (t4[word >>> 24] as number) ^
      (t3[bytes[i + 4] as number] as number) ^
      (t2[bytes[i + 5] as number] as number) ^
      (t1[bytes[i + 6] as number] as number) ^
      (t0[bytes[i + 7] as number] as number);
  }
  for (; i < end; i++) crc = (crc >>> 8) ^ (t0[(crc ^ (bytes[i] as number)) & 0xff] as number);
  return ~crc;
}
