import {
  csvCells,
  csvColumnTwice,
  csvOpenQuote,
  csvTextAfterQuote,
  noCsvColumn,
} from "../errors/messages.ts";
import { didYouMean } from "../text/did-you-mean.ts";
import { ByteBuffer } from "./byte-buffer.ts";
import { parseCount } from "./count.ts";
import type { CreateKeyReader, KeyLocation, KeyReader } from "./key-reader.ts";
import type { KeySink } from "./key-sink.ts";

const LF = 0x0a;
const CR = 0x0d;
const COMMA = 0x2c;
const QUOTE = 0x22;

/** CSV (RFC 4180) with a header. Without a column named, `key` and, if there, `count` are read. */
export const createCsvReader: CreateKeyReader = (sink, location) => new CsvReader(sink, location);

/** Where the next byte stands in a cell. */
type State = "start" | "plain" | "quoted" | "after-quote";

/**
 * Cells stay bytes: the key's are copied as they are into one buffer, never decoded.
 * A CR counts as part of a line end only right before a LF.
 */
class CsvReader implements KeyReader {
  line = 1;
  readonly #sink: KeySink;
  readonly #location: KeyLocation;
  readonly #key = new ByteBuffer();
  readonly #count = new ByteBuffer();
  /** Cell texts of the header, while it is read. */
  readonly #names: string[] = [];
  /** Cells of a whole row; 0 until the header is known. */
  #width = 0;
  #keyColumn = -1;
  #countColumn = -1;
  #column = 0;
  #state: State = "start";
  #cell: ByteBuffer | undefined = this.#key;
  /** The last byte was a CR outside quotes: the row ends if a LF follows. */
  #crPending = false;
  /** Something of the current row was read. */
  #inRow = false;
  #lineBreaksInRow = 0;
  /** Line of the last quote that opened a cell. */
  #quoteLine = 1;

  constructor(sink: KeySink, location: KeyLocation) {
    this.#sink = sink;
    this.#location = location;
  }

  push(chunk: Uint8Array): void {
    for (let i = 0; i < chunk.length; i++) this.#byte(chunk[i] as number);
  }

  end(): void {
    if (this.#state === "quoted") {
      this.line = this.#quoteLine;
      throw csvOpenQuote();
    }
    if (this.#crPending) this.#flushCr();
    if (this.#inRow) this.#endRow();
    else if (this.#width === 0) this.#readHeader();
  }

  #byte(byte: number): void {
    this.#inRow = true;
    if (this.#state === "quoted") this.#quotedByte(byte);
    else if (byte === LF) this.#endRow();
    else this.#unquotedByte(byte);
  }

  #unquotedByte(byte: number): void {
    if (this.#crPending) this.#flushCr();
    if (byte === CR) {
      this.#crPending = true;
    } else if (byte === COMMA) {
      this.#endCell();
    } else if (byte === QUOTE && this.#state === "start") {
      this.#state = "quoted";
      this.#quoteLine = this.line + this.#lineBreaksInRow;
    } else if (byte === QUOTE && this.#state === "after-quote") {
      this.#cell?.push(QUOTE);
      this.#state = "quoted";
    } else {
      this.#plainByte(byte);
    }
  }

  #quotedByte(byte: number): void {
    if (byte === QUOTE) {
      this.#state = "after-quote";
      return;
    }
    if (byte === LF) this.#lineBreaksInRow++;
    this.#cell?.push(byte);
  }

  #plainByte(byte: number): void {
    if (this.#state === "after-quote") throw csvTextAfterQuote();
    this.#state = "plain";
    this.#cell?.push(byte);
  }

  /** The CR was no line end after all. */
  #flushCr(): void {
    this.#crPending = false;
    this.#plainByte(CR);
  }

  #endCell(): void {
    if (this.#width === 0) {
      this.#names.push(this.#key.text());
      this.#key.clear();
    }
    this.#column++;
    this.#state = "start";
    this.#cell = this.#bufferFor(this.#column);
  }

  #bufferFor(column: number): ByteBuffer | undefined {
    if (this.#width === 0 || column === this.#keyColumn) return this.#key;
    return column === this.#countColumn ? this.#count : undefined;
  }

  #endRow(): void {
    const blank = this.#column === 0 && this.#state === "start";
    this.#endCell();
    if (this.#width === 0) this.#readHeader();
    else if (!blank || this.#width === 1) this.#addRecord();
    this.line += 1 + this.#lineBreaksInRow;
    this.#lineBreaksInRow = 0;
    this.#crPending = false;
    this.#key.clear();
    this.#count.clear();
    this.#column = 0;
    this.#inRow = false;
    this.#cell = this.#bufferFor(0);
  }

  #addRecord(): void {
    if (this.#column !== this.#width) throw csvCells(this.#column, this.#width);
    const count = this.#countColumn < 0 ? 1 : parseCount(this.#count);
    if (count > 0) this.#sink.add(this.#key.bytes, 0, this.#key.length, count);
  }

  #readHeader(): void {
    const { column, countColumn } = this.#location;
    this.#width = this.#names.length;
    this.#keyColumn = this.#find(column ?? "key");
    if (countColumn !== undefined) this.#countColumn = this.#find(countColumn);
    else if (column === undefined && this.#names.some(meansCount)) {
      this.#countColumn = this.#find("count");
    }
  }

  #find(name: string): number {
    const at = this.#names.indexOf(name);
    if (at < 0) throw noCsvColumn(name, this.#names, didYouMean(name, this.#names));
    if (this.#names.includes(name, at + 1)) throw csvColumnTwice(name);
    return at;
  }
}

/** ` Count` too: counts that were silently left out would change every number. */
function meansCount(name: string): boolean {
  return name.trim().toLowerCase() === "count";
}
