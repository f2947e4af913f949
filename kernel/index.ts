// The functions for the host. Addresses and sizes are in bytes; `area` is a thread's (layout.ts).
import * as columns from "./columns";
import { hashOf, partOfKey } from "./front-table";
import { AREA_BYTES, ASKED_KEY, CHUNK_BYTES, MAX_KEY_BYTES } from "./layout";
import { chunksFor, giveBack, take } from "./memory";
import { append, partAt } from "./parts";

export { setCells, setColumns } from "./cells";
export {
  addChain,
  appendColumns,
  clearColumns,
  columnBytes,
  findEmpty,
  growColumns,
  keepRange,
  layColumns,
  nextAbove,
} from "./columns";
export { setDetails, setSums } from "./details";
export { emptyFront } from "./front-table";
export {
  findNonText,
  hashCrc32,
  hashDebezium,
  hashFnv1a,
  hashJava,
  hashJavaBytes,
  hashKafkaNode,
  hashMaxwell,
  hashMurmur2,
  hashXxh32,
} from "./hashes";
export { countJson } from "./json";
export { setMayLackKey } from "./json-found";
export { setPaths } from "./json-path";
export { clearShapes } from "./json-shape";
export { countLines } from "./lines";
export { freeChunk, takeChunk } from "./memory";
export { makeCrcTables } from "./partitioners/crc32";
export { closeParts, freePart, movePart } from "./parts";
export { takeNulls } from "./records";
export { countSeparated } from "./separated";
export { unsnappy } from "./snappy";
export { keepPlaced, placeKeys, recordsDropped, sumRecords } from "./tally";
export { setUtf8 } from "./text";
export { countNumbers, countTexts } from "./values";

/** Memory that is never freed; 0 if there is no more. */
export function takeBytes(bytes: u32): usize {
  return take(chunksFor(bytes));
}

/** Turns memory from takeBytes into chunks of a thread. */
export function giveBackBytes(area: usize, at: usize, bytes: u32): void {
  giveBack(area, at, chunksFor(bytes));
}

/** Counts records of one key of up to maxKeyBytes. */
export function countKey(area: usize, key: usize, length: u32, records: f64): void {
  append(area, partOfKey(area, key, length), key, length, records);
}

/** The index of a key's part. */
export function partIndexOf(key: usize, length: u32): u32 {
  return <u32>(hashOf(key, length) >> 56);
}

export function partAddress(area: usize, index: u32): usize {
  return partAt(area, index);
}

/** Where the host puts a key of up to maxKeyBytes for a question about it. */
export function keyAddress(area: usize): usize {
  return area + ASKED_KEY;
}

export function areaBytes(): u32 {
  return AREA_BYTES;
}

export function chunkBytes(): u32 {
  return CHUNK_BYTES;
}

export function maxKeyBytes(): u32 {
  return MAX_KEY_BYTES;
}

export function columnSize(): u32 {
  return columns.size;
}

export function startsAddress(): usize {
  return columns.starts;
}

export function endsAddress(): usize {
  return columns.ends;
}

export function countsAddress(): usize {
  return columns.counts;
}

export function hashesAddress(): usize {
  return columns.hashes;
}

export function placesAddress(): usize {
  return columns.places;
}

export function listAddress(): usize {
  return columns.listed;
}
