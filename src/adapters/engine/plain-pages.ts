import type { PageHeader } from "#core/keys/parquet/page-bytes.ts";
import { type CountPage, presence, type StoredPage } from "#core/keys/parquet/pages.ts";
import { type Leaf, Type } from "#core/keys/parquet/schema.ts";
import { Encoding } from "#core/keys/parquet/values.ts";
import type { Counter } from "./counter.ts";

/** Larger pages are left to the reader. */
const MAX_PAGE_BYTES = 16 * 1024 * 1024;
/** The kernel reads and writes some bytes beyond the end. */
const SLACK_BYTES = 64;
const MEBIBYTE = 1024 * 1024;
const SNAPPY = 1;

/** Where the kernel has room for the bytes of a page. */
interface Region {
  at: number;
  bytes: number;
}

/** Has the kernel count pages whose values all stand there one after another. */
export function plainPages(counter: Counter): CountPage {
  const packed: Region = { at: 0, bytes: 0 };
  const plain: Region = { at: 0, bytes: 0 };
  return (page) => {
    const { header, bytes, chunk } = page;
    const isFit = header.encoding === Encoding.PLAIN && isKind(chunk.column);
    const isSmall = Math.max(bytes.length, header.plainBytes) <= MAX_PAGE_BYTES;
    if (!isFit || !isSmall || !unpack(counter, page, { packed, plain })) return undefined;
    const start = plain.at;
    return countValues(counter, page, [start, start + plainBytesOf(header)]);
  };
}

/** Types whose values are keys, or of which the kernel knows the text. */
function isKind({ type, meaning }: Leaf): boolean {
  const isNumber = type === Type.INT32 || type === Type.INT64;
  return isNumber
    ? /^(none|signed|unsigned)$/.test(meaning.kind)
    : type === Type.BYTE_ARRAY && /^(none|text)$/.test(meaning.kind);
}

/** Version 2 has its levels before what is compressed. */
function plainBytesOf({ plainBytes, levelBytes = 0 }: PageHeader): number {
  return plainBytes - levelBytes;
}

/** Puts what a page holds into the kernel's memory; false where it cannot. */
function unpack(
  counter: Counter,
  { header, bytes, chunk }: StoredPage,
  { packed, plain }: { packed: Region; plain: Region },
): boolean {
  const { memory, kernel } = counter;
  const length = plainBytesOf(header);
  const stored = bytes.subarray(header.levelBytes ?? 0);
  const isPacked = header.isPacked && chunk.codec !== 0;
  if (length < 0 || !makeRoom(counter, plain, length)) return false;
  if (!isPacked) {
    if (stored.length !== length) return false;
    memory.bytes(plain.at, length).set(stored);
    return true;
  }
  if (chunk.codec !== SNAPPY || !makeRoom(counter, packed, stored.length)) return false;
  memory.bytes(packed.at, stored.length).set(stored);
  return kernel.unsnappy(packed.at, packed.at + stored.length, plain.at, length) === 1;
}

function makeRoom({ kernel, memory }: Counter, room: Region, bytes: number): boolean {
  if (room.at !== 0 && room.bytes >= bytes) return true;
  if (room.at !== 0) kernel.giveBackBytes(memory.area, room.at, room.bytes + SLACK_BYTES);
  room.bytes = MEBIBYTE * Math.max(1, Math.ceil(bytes / MEBIBYTE));
  room.at = kernel.takeBytes(room.bytes + SLACK_BYTES);
  return room.at !== 0;
}

/** How many rows have no value; undefined where the page is left to the reader. */
function countValues(
  counter: Counter,
  page: StoredPage,
  [at, end]: readonly [number, number],
): number | undefined {
  const { kernel, memory, budget } = counter;
  const { header, chunk } = page;
  const { column } = chunk;
  const levels = levelsOf(page, memory.bytes(at, end - at));
  if (levels === undefined) return undefined;
  const { nulls } = presence(levels.bytes, column, header.values);
  const start = at + levels.length;
  const count = header.values - nulls;
  if (nulls !== (header.nulls ?? nulls) || end - start < count * column.width) return undefined;
  const isSigned = column.meaning.kind !== "unsigned";
  const isCounted =
    column.type === Type.BYTE_ARRAY
      ? kernel.countTexts(memory.area, start, end, count)
      : kernel.countNumbers(memory.area, start, count, column.width === 8, isSigned);
  budget.tidy();
  return isCounted === 1 ? nulls : undefined;
}

/** The levels of a page, and how many bytes they take before its values; undefined where they are wrong. */
function levelsOf({ header, bytes, chunk }: StoredPage, plain: Uint8Array) {
  const hasLevels = chunk.column.definitions > 0;
  const { levelBytes, levelEncoding } = header;
  if (levelBytes !== undefined) {
    if (levelBytes > bytes.length) return undefined;
    return { bytes: hasLevels ? bytes.subarray(0, levelBytes) : undefined, length: 0 };
  }
  if (!hasLevels) return { bytes: undefined, length: 0 };
  if (levelEncoding !== Encoding.RLE || plain.length < 4) return undefined;
  const end = 4 + new DataView(plain.buffer, plain.byteOffset).getUint32(0, true);
  return end > plain.length ? undefined : { bytes: plain.subarray(4, end), length: end };
}
