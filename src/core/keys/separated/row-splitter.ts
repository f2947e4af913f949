import { csvOpenQuote, csvTextAfterQuote } from "../../errors/csv-messages.ts";
import type { ByteBuffer } from "../byte-buffer.ts";

const LF = 0x0a;
const CR = 0x0d;
const QUOTE = 0x22;

/** Receives the cells of a row. */
export interface RowSink {
  /** The buffer for the bytes of a cell, for columns from 0; undefined if it is not read. */
  bufferFor(column: number): ByteBuffer | undefined;
  /** @param isBlank whether the row is a single empty cell without quotes */
  endRow(cells: number, isBlank: boolean): void;
}

export interface Dialect {
  /** One byte between cells. */
  readonly delimiter: number;
  /** Whether a cell may be quoted (RFC 4180). */
  readonly quotes: boolean;
}

/** The position of the next byte in a cell. */
type State = "start" | "plain" | "quoted" | "after-quote";

/**
 * Splits bytes into rows of cells, which remain bytes. A CR is part of a line end only directly
 * before a LF.
 */
export class RowSplitter {
  /** The line on which the current row begins, from 1. */
  line = 1;
  delimiter: number;
  readonly #quotes: boolean;
  readonly #rows: RowSink;
  #column = 0;
  #state: State = "start";
  #cell: ByteBuffer | undefined;
  /** The last byte was a CR outside quotes: the row ends if a LF follows. */
  #crPending = false;
  /** Part of the current row was read. */
  #inRow = false;
  #lineBreaksInRow = 0;
  /** The line of the last quote that opened a cell. */
  #quoteLine = 1;

  constructor(rows: RowSink, { delimiter, quotes }: Dialect) {
    this.#rows = rows;
    this.delimiter = delimiter;
    this.#quotes = quotes;
    this.#cell = rows.bufferFor(0);
  }

  get dialect(): Dialect {
    return { delimiter: this.delimiter, quotes: this.#quotes };
  }

  get isBetweenRows(): boolean {
    return !this.#inRow;
  }

  push(chunk: Uint8Array): void {
    for (let at = 0; at < chunk.length; ) {
      at = this.#state === "quoted" ? this.#quoted(chunk, at) : this.#unquoted(chunk, at);
    }
  }

  end(): void {
    if (this.#state === "quoted") {
      this.line = this.#quoteLine;
      throw csvOpenQuote();
    }
    if (this.#crPending) this.#flushCr();
    if (this.#inRow) this.#endRow();
  }

  /** Reads the cell up to its next quote; returns where to continue. */
  #quoted(chunk: Uint8Array, start: number): number {
    let at = start;
    for (; at < chunk.length && chunk[at] !== QUOTE; at++) {
      if (chunk[at] === LF) this.#lineBreaksInRow++;
    }
    this.#cell?.append(chunk, start, at);
    if (at === chunk.length) return at;
    this.#state = "after-quote";
    return at + 1;
  }

  /** Reads one special byte, or all bytes up to the next one; returns where to continue. */
  #unquoted(chunk: Uint8Array, at: number): number {
    const byte = chunk[at] as number;
    this.#inRow = true;
    if (byte === LF) {
      this.#endRow();
      return at + 1;
    }
    if (this.#crPending) this.#flushCr();
    if (byte === this.delimiter) this.#endCell();
    else if (byte === CR) this.#crPending = true;
    else if (byte === QUOTE && this.#quotes && this.#state !== "plain") this.#quote();
    else return this.#plain(chunk, at);
    return at + 1;
  }

  #quote(): void {
    if (this.#state === "start") this.#quoteLine = this.line + this.#lineBreaksInRow;
    else this.#cell?.push(QUOTE);
    this.#state = "quoted";
  }

  #plain(chunk: Uint8Array, start: number): number {
    const { delimiter } = this;
    let end = start + 1;
    for (; end < chunk.length; end++) {
      const byte = chunk[end];
      if (byte === delimiter || byte === LF || byte === CR) break;
    }
    this.#take(chunk, start, end);
    return end;
  }

  #take(bytes: Uint8Array, start: number, end: number): void {
    if (this.#state === "after-quote") throw csvTextAfterQuote();
    this.#state = "plain";
    this.#cell?.append(bytes, start, end);
  }

  /** The CR was not a line end. */
  #flushCr(): void {
    this.#crPending = false;
    this.#take(Uint8Array.of(CR), 0, 1);
  }

  #endCell(): void {
    this.#column++;
    this.#state = "start";
    this.#cell = this.#rows.bufferFor(this.#column);
  }

  #endRow(): void {
    const isBlank = this.#column === 0 && this.#state === "start";
    this.#crPending = false;
    this.#rows.endRow(this.#column + 1, isBlank);
    this.line += 1 + this.#lineBreaksInRow;
    this.#lineBreaksInRow = 0;
    this.#column = 0;
    this.#state = "start";
    this.#inRow = false;
    this.#cell = this.#rows.bufferFor(0);
  }
}
