// One memory, shared by all threads:
//
//   0        the heap's top u32, as a number of chunks
//   1 KiB    the secrets of the table's hash, random, 34 words u64, the last two odd
//   8 KiB    tables of the CRC
//   64 KiB   heap, in units of CHUNK_BYTES: an area for each thread, read buffers, columns, and
//            the chunks with most of the keys
//
// The area of a thread, to which no other thread writes:
//
//   +0       free chunks (a list, u32), chunks in all u32, their limit u32, free chunks u32
//   +PARTS   258 parts of PART_BYTES: a chain of chunks for each of the 256 ranges of the quick
//            hash's upper 8 bits, and two more for temporary results
//   +TAGS    the front table (front-table.ts), which stays in the processor's cache: tags u8
//   +FRONT   its slots
//   +COUNTS  their counts u32
//   +ARENA   its keys of more than 15 bytes
//   +MISSED  keys that wait for countSmall: address u32, length u32
//   +ASKED_KEY  a key that the host asks about
//
// Chunk: next u32 (0 = last), used bytes u32, entries. The last SLACK bytes remain free, so that
// keys can be read and written 16 bytes at a time.
//
// Entry: one key with its records, at any address:
//   header u8 = length << 1 | hasCount; for lengths from 127 on, 254 | hasCount, then length u32
//   count f64 if hasCount, otherwise 1 record
//   the key's bytes

export const HEAP_TOP: usize = 0;
export const SECRETS: usize = 1024;
export const CRC_TABLES: usize = 8192;
export const HEAP: u32 = 65536;

export const CHUNK_BYTES: u32 = 32768;
export const CHUNK_USED: usize = 4;
export const CHUNK_ENTRIES: u32 = 8;
export const SLACK: u32 = 16;

/** Keys up to this length are in the slots of the front table. */
export const MAX_SMALL_KEY_BYTES: u32 = 15;
/** Longer keys are counted by the host, because an entry must fit into a chunk. */
export const MAX_KEY_BYTES: u32 = 8192;
/** Header, length and count of the longest kind. */
export const MAX_ENTRY_HEADER: u32 = 13;
/** Marks a length that does not fit into the header. */
export const LONG_LENGTH: u32 = 127;

export const FREE_CHUNKS: usize = 0;
export const CHUNKS: usize = 4;
export const CHUNK_LIMIT: usize = 8;
export const FREE_CHUNK_COUNT: usize = 12;

export const PARTS: usize = 64;
export const PART_COUNT: usize = 258;
export const PART_BYTES: usize = 32;
export const PART_CURSOR: usize = 0;
export const PART_LIMIT: usize = 4;
export const PART_HEAD: usize = 8;
export const PART_TAIL: usize = 12;
export const PART_ENTRIES: usize = 16;

export const SLOT_BYTES: usize = 16;
export const SET_SLOTS: usize = 16;
export const FRONT_SET_BITS: u64 = 11;
export const TAGS: usize = 16384;
export const TAGS_BYTES: usize = SET_SLOTS << (<usize>FRONT_SET_BITS);
export const FRONT: usize = TAGS + TAGS_BYTES;
export const FRONT_BYTES: usize = TAGS_BYTES * SLOT_BYTES;
export const COUNTS: usize = FRONT + FRONT_BYTES;
export const COUNTS_BYTES: usize = TAGS_BYTES << 2;
export const ARENA: usize = COUNTS + COUNTS_BYTES;
export const ARENA_BYTES: u32 = 512 * 1024;

export const MISSED: usize = ARENA + ARENA_BYTES + SLACK;
export const MISSED_BYTES: usize = 4096;

export const ASKED_KEY: usize = MISSED + MISSED_BYTES;

export const AREA_BYTES: u32 = <u32>ASKED_KEY + MAX_KEY_BYTES + SLACK;
