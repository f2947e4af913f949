// The memory, of one thread:
//
//   1 KiB    tables of the CRC: 8 for its bytes, 4 to append zeros
//   64 KiB   what the host puts there and asks for: batches, their plain records, columns

export const BYTE_TABLES: usize = 1024;
export const ZERO_TABLES: usize = BYTE_TABLES + 8 * 1024;
