import { csvCells, quotedTsvKey, rowTooShort } from "../../errors/csv-messages.ts";
import { badDelimiter } from "../../errors/messages.ts";
import { ByteBuffer } from "../byte-buffer.ts";
import { CountGuard } from "../checks/count-guard.ts";
import { DoubtedCounts } from "../checks/doubted-counts.ts";
import { IndexGuard } from "../checks/index-guard.ts";
import { parseCount } from "../count.ts";
import { delimiterByte } from "../delimiter.ts";
import { DetailReader } from "../details/detail-reader.ts";
import type { RecordDetails } from "../details/record-details.ts";
import type { KeyLocation } from "../key-location.ts";
import type { CreateKeyReader, KeyReader } from "../key-reader.ts";
import type { KeySink } from "../key-sink.ts";
import type { RowPlan } from "../row-plan.ts";
import { cellPlan } from "./cell-plan.ts";
import { columnsByName, columnsByNumber, type SeparatedColumns } from "./columns.ts";
import { type RowSink, RowSplitter } from "./row-splitter.ts";

const COMMA = 0x2c;
const TAB = 0x09;
const QUOTE = 0x22;

interface Flavor {
  readonly delimiter: number;
  readonly quotes: boolean;
}

/** CSV (RFC 4180). By default, the column `key` is read, and one with the name of a count. */
export const createCsvReader: CreateKeyReader = (sink, location) =>
  new SeparatedReader(sink, location, { delimiter: COMMA, quotes: true });

/** The cells between TABs as they are: a quote is part of its cell. */
export const createTsvReader: CreateKeyReader = (sink, location) =>
  new SeparatedReader(sink, location, { delimiter: TAB, quotes: false });

/** Finds keys in rows of cells, which remain bytes and are never decoded. */
class SeparatedReader implements KeyReader, RowSink {
  readonly #location: KeyLocation;
  readonly #hasQuotes: boolean;
  readonly #hasHeader: boolean;
  readonly #splitter: RowSplitter;
  #sink: KeySink;
  #doubted: DoubtedCounts | undefined;
  #guard: CountGuard | undefined;
  #indexGuard: IndexGuard | undefined;
  #detailReader: DetailReader | undefined;
  /** Undefined until the first row is known. */
  #columns: SeparatedColumns | undefined;
  /** The cells that are read, by column. */
  #cells: (ByteBuffer | undefined)[] = [];
  #key = new ByteBuffer();
  #count = new ByteBuffer();

  constructor(sink: KeySink, location: KeyLocation, { delimiter, quotes }: Flavor) {
    this.#sink = sink;
    this.#location = location;
    this.#hasQuotes = quotes;
    this.#hasHeader = location.header !== false;
    const said = location.delimiter;
    const byte = said === undefined ? delimiter : delimiterByte(said);
    if (byte === undefined) throw badDelimiter(String(said));
    this.#splitter = new RowSplitter(this, { delimiter: byte, quotes });
  }

  get line(): number {
    return this.#doubted?.line ?? this.#splitter.line;
  }

  get hasCounts(): boolean {
    return (this.#columns?.count ?? -1) >= 0 && this.#doubted?.areCounts !== false;
  }

  get plan(): RowPlan | undefined {
    const isWatched = this.#guard !== undefined || this.#indexGuard !== undefined;
    const areDoubted = this.#doubted !== undefined && this.#doubted.areCounts !== true;
    if (isWatched || areDoubted || !this.#splitter.isBetweenRows) return undefined;
    return cellPlan(this.#columns, this.#splitter.dialect, this.#hasHeader, this.#detailReader);
  }

  push(chunk: Uint8Array): void {
    this.#splitter.push(chunk);
  }

  end(): void {
    this.#splitter.end();
    // For an empty input, the missing column is the most helpful error.
    if (this.#columns === undefined && this.#hasHeader) columnsByName([""], this.#location);
    this.#doubted?.end();
    this.#indexGuard?.end();
    this.#guard?.end();
  }

  bufferFor(column: number): ByteBuffer | undefined {
    if (this.#columns !== undefined) return this.#cells[column];
    const cell = new ByteBuffer();
    this.#cells[column] = cell;
    return cell;
  }

  endRow(cells: number, isBlank: boolean): void {
    const columns = this.#columns;
    if (columns === undefined) this.#firstRow(cells, isBlank);
    else if (!isBlank || columns.names.length === 1) this.#addRow(columns, cells);
    for (const cell of this.#cells) cell?.clear();
  }

  #firstRow(cells: number, isBlank: boolean): void {
    const names = this.#cells.slice(0, cells).map((cell) => (cell as ByteBuffer).text());
    if (this.#isPreamble(names) || (isBlank && !this.#hasHeader && names[0] !== "")) return;
    this.#columns = this.#hasHeader
      ? columnsByName(names, this.#location)
      : columnsByNumber(cells, this.#location);
    this.#watch(this.#columns);
    const first = this.#cells;
    this.#key = (this.#hasHeader ? new ByteBuffer() : first[this.#columns.key]) as ByteBuffer;
    if (this.#columns.count >= 0) {
      this.#count = (this.#hasHeader ? new ByteBuffer() : first[this.#columns.count]) as ByteBuffer;
    }
    this.#setCells(first);
    if (!this.#hasHeader) this.#addRow(this.#columns, cells);
  }

  /** Whether the row is Excel's `sep=;` or PowerShell's `#TYPE`, which come before the header. */
  #isPreamble(names: readonly string[]): boolean {
    if (!this.#hasQuotes || this.#splitter.line > 1) return false;
    const [, separator] = /^sep=(.?)$/i.exec(names[0] ?? "") ?? [];
    if (separator !== undefined && names.length <= 2) {
      const byte = separator === "" ? this.#splitter.delimiter : delimiterByte(separator);
      if (byte !== undefined && this.#location.delimiter === undefined) {
        this.#splitter.delimiter = byte;
      }
      return true;
    }
    return /^#TYPE /.test(names[0] ?? "");
  }

  #watch({ names, key, count, isCountNamed, details }: SeparatedColumns): void {
    if (details.length > 0) this.#detailReader = new DetailReader(details);
    if (count >= 0 && !isCountNamed) {
      this.#doubted = new DoubtedCounts(this.#sink, () => this.#splitter.line);
      this.#sink = this.#doubted;
    }
    if (isCountNamed) return;
    if (IndexGuard.isFor(names, key)) this.#indexGuard = new IndexGuard();
    const known = [key, count, ...details.flatMap(({ at, isNamed }) => (isNamed ? [at] : []))];
    const others = names.map((name, i) => (known.includes(i) ? "" : name));
    const guard = new CountGuard(others, names);
    if (guard.isOpen && count < 0) this.#guard = guard;
  }

  /** Keeps the buffers of cells that are still to be read in this row. */
  #setCells(first: readonly (ByteBuffer | undefined)[]): void {
    const { names, key, count, details } = this.#columns as SeparatedColumns;
    const areWatched = this.#guard !== undefined || this.#indexGuard !== undefined;
    this.#cells = names.map((_, i) => {
      if (i === key) return this.#key;
      if (i === count) return this.#count;
      const isRead = areWatched || details.some(({ at }) => at === i);
      return isRead ? (first[i] ?? new ByteBuffer()) : undefined;
    });
  }

  #addRow(columns: SeparatedColumns, cells: number): void {
    this.#checkWidth(columns, cells);
    const { bytes, length } = this.#key;
    if (!this.#hasQuotes && length > 1 && bytes[0] === QUOTE && bytes[length - 1] === QUOTE) {
      throw quotedTsvKey();
    }
    if (this.#guard !== undefined || this.#indexGuard !== undefined) this.#see();
    const count = columns.count < 0 ? 1 : parseCount(this.#count);
    if (count > 0 || this.#doubted !== undefined) {
      this.#sink.add(bytes, 0, length, count, this.#details(columns));
    }
  }

  #details({ details }: SeparatedColumns): RecordDetails | undefined {
    for (const place of details) this.#detailReader?.set(place, this.#cells[place.at]?.text());
    return this.#detailReader?.details;
  }

  /** Rows without quotes may contain the delimiter in their last cells, which are not read. */
  #checkWidth({ names, key, count, details }: SeparatedColumns, cells: number): void {
    const width = names.length;
    if (this.#hasQuotes || this.#hasHeader) {
      if (cells !== width) throw csvCells(cells, width, this.#hasHeader);
      return;
    }
    const last = Math.max(key, count, ...details.map(({ at }) => at));
    if (cells <= last) throw rowTooShort(cells, last + 1);
  }

  #see(): void {
    const { bytes, length } = this.#key;
    this.#guard?.see(bytes, 0, length, (i) => this.#cells[i]?.text());
    this.#indexGuard?.see(this.#cells[0]?.text() ?? "", this.#key.text());
    if (this.#guard?.isOpen === false) this.#guard = undefined;
    if (this.#indexGuard?.isOpen === false) this.#indexGuard = undefined;
    if (this.#guard === undefined && this.#indexGuard === undefined) this.#setCells(this.#cells);
  }
}
