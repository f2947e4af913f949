import { DoubtedCounts } from "../checks/doubted-counts.ts";
import type { ReaderContext } from "../codecs.ts";
import type { KeyLocation } from "../key-location.ts";
import { isPlain, type KeyDecoding, type KeySink, keyTextSink, withoutZeros } from "../key-sink.ts";
import type { RandomAccess } from "../random-access.ts";
import { chooseColumns, type ParquetColumns } from "./columns.ts";
import { damagedParquet } from "./damaged.ts";
import { addRow, readDetailed } from "./detailed.ts";
import { DictionaryTally } from "./dictionary-tally.ts";
import { type ColumnChunk, type ParquetFooter, readFooter } from "./footer.ts";
import { guardCounts } from "./guard.ts";
import { keyValueSink } from "./key-values.ts";
import { countAt } from "./numbers.ts";
import { type CountPage, type Page, readPages } from "./pages.ts";
import { RowCursor } from "./row-cursor.ts";
import type { Leaf } from "./schema.ts";

export interface ReadParquetOptions extends Omit<ReaderContext, "keyType"> {
  readonly location: KeyLocation;
  readonly rules: KeyDecoding;
  /** Receives the serialized keys. */
  readonly target: KeySink;
  /** Whether the target needs the keys one by one, in the order of the rows. */
  readonly isInOrder?: boolean | undefined;
  /** Called after each page. */
  readonly onPage: () => Promise<void>;
  /** Counts pages whose values are keys as they are stored, or whole numbers. */
  readonly countPage?: CountPage | undefined;
  /**
   * Counts all row groups by readRowGroups, several at once; undefined or false where it does not. Not
   * asked for small files, or where rows have counts.
   */
  readonly countGroups?: ((keyBytes: number) => Promise<boolean>) | undefined;
}

/** Of stored keys, which a dictionary makes few: for fewer no other thread need be started. */
const MANY_BYTES = 4 * 1024 * 1024;

/** What is needed to read each part of a file. */
interface Reading extends ReadParquetOptions {
  readonly file: RandomAccess;
  readonly footer: ParquetFooter;
}

/**
 * Counts the keys of a Parquet file (apache/parquet-format). Only the columns of the key and the
 * count are read, page by page; keys in a dictionary are counted by their index.
 *
 * @returns whether a column had counts
 * @throws UserError for all that is not whole, right and readable
 */
export async function readParquet(
  file: RandomAccess,
  options: ReadParquetOptions,
): Promise<boolean> {
  try {
    const footer = await readFooter(file);
    const { location, folderColumns, codecs } = options;
    const columns = chooseColumns(footer.schema, location, folderColumns);
    const isOpen = columns.count === undefined && !columns.isCountNamed;
    if (isOpen) await guardCounts(file, footer, columns, codecs);
    const isPlain =
      columns.count === undefined && columns.details.length === 0 && !options.isInOrder;
    const keyBytes = isPlain && "index" in columns.key ? bytesOf(columns.key, footer) : 0;
    if (keyBytes >= MANY_BYTES && (await options.countGroups?.(keyBytes))) return false;
    return await readRows(columns, { ...options, file, footer });
  } catch (cause) {
    // Thrown by typed arrays if a damaged size is out of bounds.
    throw cause instanceof RangeError ? damagedParquet("a size is wrong", cause) : cause;
  }
}

function bytesOf(key: Leaf, { rowGroups }: ParquetFooter): number {
  return rowGroups.reduce((sum, group) => {
    const { start, end } = group.chunk(key);
    return sum + end - start;
  }, 0);
}

/** Whether the rows had counts. */
async function readRows(columns: ParquetColumns, reading: Reading): Promise<boolean> {
  const { key, count, isCountNamed, details } = columns;
  const { target, rules, isInOrder } = reading;
  const doubted =
    count === undefined || isCountNamed ? undefined : new DoubtedCounts(target, () => 0);
  // Rows with a count of 0 are kept at first: they help to recognize row numbers.
  const counted = doubted ?? withoutZeros(target);
  const sink = (one: KeySink) =>
    "constant" in key ? keyTextSink(one, rules) : keyValueSink(one, key, rules);
  if (details.length > 0 || isInOrder) await readDetailed(columns, sink(counted), reading);
  else if ("constant" in key) {
    await readConstant(key.constant, count, reading);
    return count !== undefined;
  } else if (count === undefined) await readKeys(key, sink(target), reading);
  else await readCounted(key, count, sink(counted), reading);
  doubted?.end();
  return count !== undefined && doubted?.areCounts !== false;
}

/**
 * Counts the keys of the row groups that `next` names, from 0: a part of a file that readParquet has begun,
 * and found to have no counts.
 */
export async function readRowGroups(
  file: RandomAccess,
  options: ReadParquetOptions,
  next: () => number,
): Promise<void> {
  const footer = await readFooter(file);
  const { key } = chooseColumns(footer.schema, options.location, options.folderColumns);
  if ("constant" in key) throw new Error("a key that is the same for all is in no row group");
  const sink = keyValueSink(options.target, key, options.rules);
  for (let i = next(); i < footer.rowGroups.length; i = next()) {
    await readKeys(key, sink, { ...options, file, footer }, [i]);
  }
}

/** Each row is one record. */
async function readKeys(
  key: Leaf,
  sink: KeySink,
  { file, footer, codecs, onPage, rules, countPage }: Reading,
  groups: Iterable<number> = footer.rowGroups.keys(),
): Promise<void> {
  const isText = isPlain(rules);
  for (const i of groups) {
    const chunk = footer.rowGroups[i]?.chunk(key);
    if (chunk === undefined) return;
    const tally = new DictionaryTally(sink);
    for await (const page of readPages(file, chunk, codecs, isText ? countPage : undefined)) {
      if (page.nulls > 0) sink.addNull(page.nulls);
      if (page.indexes === undefined) addValues(page, sink);
      else tally.add(page, page.indexes);
      await onPage();
    }
    tally.flush();
    await onPage();
  }
}

function addValues({ values, rows, nulls }: Page, sink: KeySink): void {
  const { bytes, starts, ends } = values;
  const count = rows - nulls;
  for (let i = 0; i < count; i++) sink.add(bytes, starts[i] as number, ends[i] as number, 1);
}

/** Each row says how many records it represents. */
async function readCounted(key: Leaf, count: Leaf, sink: KeySink, reading: Reading): Promise<void> {
  const { file, footer, codecs, onPage } = reading;
  for (const group of footer.rowGroups) {
    const keys = new RowCursor(file, group.chunk(key), codecs);
    const counts = new RowCursor(file, group.chunk(count), codecs);
    for (let left = group.rows; left > 0; ) {
      const rows = Math.min(await keys.ready(), await counts.ready());
      for (let i = 0; i < rows; i++) {
        const value = keys.next();
        const records = countAt(counts.page, counts.next(), count);
        addRow(keys.page, value, records, sink);
      }
      left -= rows;
      await onPage();
    }
  }
}

/** All records of the file have the key in its folder's name. */
async function readConstant(
  constant: string | null,
  count: Leaf | undefined,
  { target, rules, file, footer, codecs }: Reading,
): Promise<void> {
  let records = count === undefined ? footer.rows : 0;
  for (const group of count === undefined ? [] : footer.rowGroups) {
    records += await sumOf(file, group.chunk(count as Leaf), codecs);
  }
  if (records === 0) return;
  const sink = keyTextSink(target, rules);
  const text = new TextEncoder().encode(constant ?? "");
  if (constant === null) sink.addNull(records);
  else sink.add(text, 0, text.length, records);
}

async function sumOf(file: RandomAccess, chunk: ColumnChunk, codecs: Reading["codecs"]) {
  const counts = new RowCursor(file, chunk, codecs);
  let sum = 0;
  for (let left = chunk.rows; left > 0; ) {
    const rows = await counts.ready();
    for (let i = 0; i < rows; i++) sum += countAt(counts.page, counts.next(), chunk.column);
    left -= rows;
  }
  return sum;
}
