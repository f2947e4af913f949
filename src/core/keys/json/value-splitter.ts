import { badJson, jsonRecord } from "../../errors/json-messages.ts";
import { ByteBuffer } from "../byte-buffer.ts";

const LF = 0x0a;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** What may follow inside a list of records. */
type InList = "first" | "value" | "comma";

/**
 * Splits JSON into its records: the values that follow one another, or the elements of a value that
 * is a list. Only brackets and strings are checked, so a record may not be valid JSON.
 */
export class ValueSplitter {
  /** The line on which the current record begins, from 1. */
  line = 1;
  readonly #onValue: (bytes: Uint8Array, start: number, end: number) => void;
  readonly #carry = new ByteBuffer();
  /** Undefined outside a list of records. */
  #inList: InList | undefined;
  /** Open brackets in the current record; −1 between records. */
  #depth = -1;
  #inString = false;
  #isEscaped = false;
  /** The record is a number or a word, which has no closing character. */
  #isBare = false;
  #lineOfByte = 1;

  constructor(onValue: (bytes: Uint8Array, start: number, end: number) => void) {
    this.#onValue = onValue;
  }

  push(chunk: Uint8Array): void {
    let start = this.#depth < 0 ? -1 : 0;
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at] as number;
      if (byte === LF) this.#lineOfByte++;
      if (this.#depth < 0) {
        if (this.#begins(byte)) start = at;
        continue;
      }
      if (this.#isBare && isEnd(byte)) {
        this.#emit(chunk, start, at);
        this.#between(byte);
      } else if (!this.#isBare && this.#closes(byte)) this.#emit(chunk, start, at + 1);
    }
    if (this.#depth >= 0) this.#carry.append(chunk, Math.max(start, 0), chunk.length);
  }

  end(): void {
    if (this.#depth >= 0 && this.#isBare) this.#emit(new Uint8Array(0), 0, 0);
    if (this.#depth >= 0) throw badJson("it ends too early", jsonRecord);
    if (this.#inList !== undefined) {
      this.line = this.#lineOfByte;
      throw badJson("its list is never closed: it ends too early", jsonRecord);
    }
  }

  /** Whether a record begins with this byte, which follows the previous record. */
  #begins(byte: number): boolean {
    if (byte === 0x20 || byte === LF || byte === 0x0d || byte === 0x09) return false;
    this.line = this.#lineOfByte;
    if (
      byte === COMMA ||
      byte === CLOSE_LIST ||
      (byte === OPEN_LIST && this.#inList === undefined)
    ) {
      this.#between(byte);
      return false;
    }
    if (this.#inList === "comma") {
      throw badJson("a comma is missing between two records", jsonRecord);
    }
    this.#isBare = byte !== QUOTE && byte !== OPEN_OBJECT && byte !== OPEN_LIST;
    this.#inString = byte === QUOTE;
    this.#depth = this.#inString || this.#isBare ? 0 : 1;
    return true;
  }

  #between(byte: number): void {
    if (byte === OPEN_LIST) {
      if (this.#inList !== undefined) throw badJson("its syntax is wrong", jsonRecord);
      this.#inList = "first";
    } else if (byte === CLOSE_LIST) {
      if (this.#inList === undefined || this.#inList === "value") {
        throw badJson("its syntax is wrong", jsonRecord);
      }
      this.#inList = undefined;
    } else if (byte === COMMA) {
      if (this.#inList !== "comma") throw badJson("a comma has no record before it", jsonRecord);
      this.#inList = "value";
    }
  }

  /** Whether the record ends with this byte. */
  #closes(byte: number): boolean {
    if (this.#inString) {
      if (this.#isEscaped) this.#isEscaped = false;
      else if (byte === BACKSLASH) this.#isEscaped = true;
      else if (byte === QUOTE) {
        this.#inString = false;
        return this.#depth === 0;
      }
      return false;
    }
    if (byte === QUOTE) this.#inString = true;
    else if (byte === OPEN_OBJECT || byte === OPEN_LIST) this.#depth++;
    else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) return --this.#depth === 0;
    return false;
  }

  #emit(chunk: Uint8Array, start: number, end: number): void {
    this.#depth = -1;
    if (this.#inList !== undefined) this.#inList = "comma";
    if (this.#carry.length === 0) {
      this.#onValue(chunk, start, end);
      return;
    }
    this.#carry.append(chunk, 0, end);
    this.#onValue(this.#carry.bytes, 0, this.#carry.length);
    this.#carry.clear();
  }
}

function isEnd(byte: number): boolean {
  return byte <= 0x20 || byte === COMMA || byte === CLOSE_LIST;
}
