import { crc32 } from "../../compression/crc32.ts";
import { containerTooLarge, unsupportedContainer } from "../../errors/container-messages.ts";
import type { Codecs } from "../codecs.ts";
import type { RandomAccess } from "../random-access.ts";
import { damagedParquet } from "./damaged.ts";
import { decompressPage, MAX_PAGE_BYTES } from "./decompress.ts";
import type { ColumnChunk } from "./footer.ts";
import { bitsOf, isAllPresent, readHybrid } from "./levels.ts";
import { PageBytes, type PageHeader } from "./page-bytes.ts";
import type { Leaf } from "./schema.ts";
import { decodeValues, Encoding, type Values } from "./values.ts";

/** Values of some records, in order. */
export interface Page {
  readonly rows: number;
  /** 1 for each row with a value, otherwise 0; undefined if all have one. */
  readonly present: Uint8Array | undefined;
  /** How many rows have none. */
  readonly nulls: number;
  /** The values of the rows that have one, or those of the dictionary. */
  readonly values: Values;
  /** The index of each row's value in the dictionary; undefined if `values` are the rows' own. */
  readonly indexes: Int32Array | undefined;
}

/** Far more than in any real page; bounds the memory. */
const MAX_PAGE_ROWS = 1 << 26;

/** A page of data as it is in the file. */
export interface StoredPage {
  readonly header: PageHeader;
  readonly bytes: Uint8Array;
  readonly chunk: ColumnChunk;
}

/** Counts the values of a page in a way of its own; how many rows have none. Undefined: nothing is counted. */
export type CountPage = (page: StoredPage) => number | undefined;

const COUNTED: Page = {
  rows: 0,
  present: undefined,
  nulls: 0,
  values: { bytes: new Uint8Array(0), starts: new Int32Array(0), ends: new Int32Array(0) },
  indexes: undefined,
};

/** The pages of a column in one row group, one after another; of those that are counted only the nulls. */
export async function* readPages(
  file: RandomAccess,
  chunk: ColumnChunk,
  codecs: Codecs,
  count: CountPage = () => undefined,
): AsyncGenerator<Page> {
  if (chunk.column.repetitions > 0) throw damagedParquet("a list is not one value");
  const pages = new PageBytes(file, chunk.start, chunk.end);
  let dictionary: Values | undefined;
  for (let rows = 0; rows < chunk.rows; ) {
    const header = await pages.header();
    const bytes = await pages.take(checkedSize(header));
    if (header.crc !== undefined && crc32(bytes) !== header.crc) {
      throw damagedParquet("a page's checksum is wrong");
    }
    if (header.kind === "dictionary") {
      dictionary = await readDictionary(header, bytes, chunk, codecs);
    } else if (header.kind === "data") {
      if (header.values > Math.min(chunk.rows - rows, MAX_PAGE_ROWS)) {
        throw damagedParquet("a page has more records than its row group");
      }
      rows += header.values;
      const nulls = count({ header, bytes, chunk });
      if (nulls !== undefined) yield { ...COUNTED, rows: nulls, nulls };
      else yield await readPage({ header, bytes, chunk, dictionary, codecs });
    }
  }
}

function checkedSize({ packedBytes, plainBytes }: PageHeader): number {
  if (Math.max(packedBytes, plainBytes) > MAX_PAGE_BYTES) {
    throw containerTooLarge("Parquet", "page", "1 GiB");
  }
  return packedBytes;
}

async function readDictionary(
  { encoding, values, plainBytes }: PageHeader,
  bytes: Uint8Array,
  { codec, column }: ColumnChunk,
  codecs: Codecs,
): Promise<Values> {
  if (encoding !== Encoding.PLAIN && encoding !== Encoding.PLAIN_DICTIONARY) {
    throw unsupportedContainer("Parquet", `a dictionary in encoding ${encoding}`);
  }
  const plain = await decompressPage(codec, bytes, plainBytes, codecs);
  return decodeValues(Encoding.PLAIN, { bytes: plain, count: values, column });
}

interface DataPage extends StoredPage {
  readonly dictionary: Values | undefined;
  readonly codecs: Codecs;
}

async function readPage(page: DataPage): Promise<Page> {
  const { header, chunk, dictionary } = page;
  const { column } = chunk;
  const { levels, bytes } = await partsOf(page);
  const { present, nulls } = presence(levels, column, header.values);
  const count = header.values - nulls;
  if (nulls !== (header.nulls ?? nulls)) {
    throw damagedParquet("a page does not have the number of nulls that its header says");
  }
  const rows = { rows: header.values, present, nulls };
  const { encoding } = header;
  if (encoding !== Encoding.RLE_DICTIONARY && encoding !== Encoding.PLAIN_DICTIONARY) {
    return {
      ...rows,
      values: decodeValues(encoding, { bytes, count, column }),
      indexes: undefined,
    };
  }
  if (dictionary === undefined) throw damagedParquet("a dictionary is missing");
  const indexes = readIndexes(bytes, count, dictionary.starts.length);
  return { ...rows, values: dictionary, indexes };
}

/** The definition levels (undefined if there are none) and the values. */
async function partsOf({ header, bytes, chunk, codecs }: DataPage) {
  const { levelBytes, plainBytes, isPacked } = header;
  const hasLevels = chunk.column.definitions > 0;
  if (levelBytes !== undefined) {
    // Version 2: the levels come before the compressed bytes.
    if (levelBytes > Math.min(bytes.length, plainBytes)) {
      throw damagedParquet("levels end too early");
    }
    const levels = hasLevels ? bytes.subarray(0, levelBytes) : undefined;
    const packed = bytes.subarray(levelBytes);
    const codec = isPacked ? chunk.codec : 0;
    const length = plainBytes - levelBytes;
    return { levels, bytes: await decompressPage(codec, packed, length, codecs) };
  }
  const plain = await decompressPage(chunk.codec, bytes, plainBytes, codecs);
  if (!hasLevels) return { levels: undefined, bytes: plain };
  if (header.levelEncoding !== Encoding.RLE) {
    throw unsupportedContainer("Parquet", `levels in encoding ${header.levelEncoding}`);
  }
  if (plain.length < 4) throw damagedParquet("levels end too early");
  const end = 4 + new DataView(plain.buffer, plain.byteOffset).getUint32(0, true);
  if (end > plain.length) throw damagedParquet("levels end too early");
  return { levels: plain.subarray(4, end), bytes: plain.subarray(end) };
}

/** Which of the rows have a value. @param levels undefined where there are none */
export function presence(
  levels: Uint8Array | undefined,
  { definitions }: Leaf,
  rows: number,
): Pick<Page, "present" | "nulls"> {
  if (levels === undefined || isAllPresent(levels, definitions, rows)) {
    return { present: undefined, nulls: 0 };
  }
  const present = new Uint8Array(rows);
  readHybrid(levels, [0, levels.length], bitsOf(definitions), present);
  let nulls = 0;
  for (let i = 0; i < rows; i++) {
    const level = present[i] as number;
    if (level > definitions) throw damagedParquet("a level is too high");
    const isThere = level === definitions ? 1 : 0;
    present[i] = isThere;
    nulls += 1 - isThere;
  }
  return { present, nulls };
}

function readIndexes(bytes: Uint8Array, count: number, size: number): Int32Array {
  const indexes = new Int32Array(count);
  if (count === 0) return indexes;
  const [width] = bytes;
  if (width === undefined) throw damagedParquet("a page ends too early");
  readHybrid(bytes, [1, bytes.length], width, indexes);
  for (let i = 0; i < count; i++) {
    const index = indexes[i] as number;
    if (index < 0 || index >= size) throw damagedParquet("a value is not in the dictionary");
  }
  return indexes;
}
