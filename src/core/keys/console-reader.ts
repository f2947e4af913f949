import { badDelimiter } from "../errors/messages.ts";
import {
  noKeyOnLine,
  otherConsoleSeparator,
  separatorInHeaders,
  unclearHeaders,
} from "../errors/tool-messages.ts";
import { delimiterBytes } from "./delimiter.ts";
import { type DetailPlace, DetailReader } from "./details/detail-reader.ts";
import { isJson } from "./json/parsed.ts";
import type { CreateKeyReader, KeyReader } from "./key-reader.ts";
import type { KeySink } from "./key-sink.ts";
import { LineReader } from "./line-reader.ts";
import { afterConsoleField } from "./look/console-separator.ts";

interface Field {
  readonly pattern: RegExp;
  readonly place?: DetailPlace;
}

/** Fields that kafka-console-consumer writes before headers, key and value, in this order. */
const BEFORE: readonly Field[] = [
  {
    pattern: /^(?:(?:CreateTime|LogAppendTime|NoTimestampType):-?\d+|NO_TIMESTAMP)/,
    place: { field: "time", column: "timestamp", isNamed: false },
  },
  {
    pattern: /^Partition:\d+/,
    place: { field: "partition", column: "Partition", isNamed: false },
  },
  { pattern: /^Offset:\d+/ },
  { pattern: /^Delivery:(?:\d+|NOT_PRESENT)/ },
  { pattern: /^Epoch:(?:\d+|NOT_PRESENT)/ },
];
const PLACES = BEFORE.flatMap(({ place }) => place ?? []);
const NO_HEADERS = "NO_HEADERS";
const HEADERS = /^[^:,]+:[^,]*(,[^:,]+:[^,]*)*$/;
const NULL = [0x6e, 0x75, 0x6c, 0x6c];
/** Enough lines to recognize headers. */
const HEAD_LINES = 100;
const MAX_FIELD_BYTES = 40;
/** Separators that headers hold themselves. */
const IN_HEADERS = [0x2c, 0x3a];

/**
 * Lines of kafka-console-consumer with print.key: timestamp, partition, offset and headers, each if
 * requested, then the key and usually the value. `null` is a null key.
 */
export const createConsoleReader: CreateKeyReader = (sink, { delimiter = "\t" }) => {
  const separator = delimiterBytes(delimiter);
  if (separator === undefined) throw badDelimiter(delimiter);
  const console = new ConsoleLines(sink, separator);
  const lines = new LineReader((bytes, start, end) => console.add(bytes, start, end, lines.line));
  return {
    get line() {
      return console.line ?? lines.line;
    },
    push: (chunk) => lines.push(chunk),
    end() {
      lines.end();
      console.end();
    },
  } satisfies KeyReader;
};

class ConsoleLines {
  readonly #sink: KeySink;
  readonly #separator: Uint8Array;
  /** The first lines, until it is clear whether there are headers. */
  #head: { readonly bytes: Uint8Array; readonly line: number }[] | undefined = [];
  #hasHeaders = false;
  readonly #details = new DetailReader(PLACES);
  line: number | undefined;

  constructor(sink: KeySink, separator: Uint8Array) {
    this.#sink = sink;
    this.#separator = separator;
  }

  add(bytes: Uint8Array, start: number, end: number, line: number): void {
    if (this.#head === undefined) {
      this.#give(bytes, start, end);
      return;
    }
    this.#head.push({ bytes: bytes.slice(start, end), line });
    if (this.#head.length === HEAD_LINES) this.end();
  }

  end(): void {
    const head = this.#head ?? [];
    this.#head = undefined;
    const others = head.filter(({ bytes }) => this.#hasOtherSeparator(bytes));
    const isNone = ({ bytes }: { bytes: Uint8Array }) => latin1(bytes, 0, 10) === NO_HEADERS;
    const isOther = others.length === head.length || others.some(isNone);
    if (head.length > 0 && isOther) throw otherConsoleSeparator();
    this.#hasHeaders = this.#findHeaders(head.map(({ bytes }) => bytes));
    for (const { bytes, line } of head) {
      this.line = line;
      this.#give(bytes, 0, bytes.length);
    }
    this.line = undefined;
  }

  #give(bytes: Uint8Array, start: number, end: number): void {
    for (const place of PLACES) this.#details.set(place, undefined);
    let at = this.#afterMetadata(bytes, start, end);
    if (this.#hasHeaders) at = this.#afterHeaders(bytes, at, end);
    if (at > end) throw noKeyOnLine();
    const separator = this.#find(bytes, at, end);
    const keyEnd = separator < 0 ? end : separator;
    const isNull = keyEnd - at === NULL.length && NULL.every((byte, i) => bytes[at + i] === byte);
    const { details } = this.#details;
    if (isNull) this.#sink.addNull(1, details);
    else this.#sink.add(bytes, at, keyEnd, 1, details);
  }

  /** Where headers or key begin; after `end` if nothing follows. */
  #afterMetadata(bytes: Uint8Array, start: number, end: number): number {
    let at = start;
    for (const { pattern, place } of BEFORE) {
      const text = pattern.exec(latin1(bytes, at, Math.min(end, at + MAX_FIELD_BYTES)))?.[0];
      if (text === undefined) continue;
      const fieldEnd = at + text.length;
      if (fieldEnd < end && !this.#isSeparator(bytes, fieldEnd, end)) continue;
      if (place !== undefined) this.#details.set(place, text.slice(text.indexOf(":") + 1));
      at = fieldEnd < end ? fieldEnd + this.#separator.length : end + 1;
      if (at > end) return at;
    }
    return at;
  }

  /** Where the key begins; behind `end` where nothing follows. */
  #afterHeaders(bytes: Uint8Array, at: number, end: number): number {
    const separator = this.#find(bytes, at, end);
    const isClear =
      this.#separator.length > 1 || !IN_HEADERS.includes(this.#separator[0] as number);
    if (!isClear && latin1(bytes, at, Math.max(at, separator)) !== NO_HEADERS) {
      throw separatorInHeaders();
    }
    return separator < 0 ? end + 1 : separator + this.#separator.length;
  }

  #find(bytes: Uint8Array, start: number, end: number): number {
    const [first = 0] = this.#separator;
    for (let at = start; at < end; at++) {
      if (bytes[at] === first && this.#isSeparator(bytes, at, end)) return at;
    }
    return -1;
  }

  /** Whether a field stands first, and something else than the separator behind it. */
  #hasOtherSeparator(bytes: Uint8Array): boolean {
    const rest = afterConsoleField(latin1(bytes, 0, Math.min(bytes.length, MAX_FIELD_BYTES * 2)));
    const separator = latin1(this.#separator, 0, this.#separator.length);
    return rest !== undefined && !rest.startsWith(separator);
  }

  #isSeparator(bytes: Uint8Array, at: number, end: number): boolean {
    const separator = this.#separator;
    return at + separator.length <= end && separator.every((byte, i) => bytes[at + i] === byte);
  }

  /**
   * Only the lack of headers is marked. `name:value,…` may be headers, or a key with a colon in it:
   * before a JSON value it is the key, before a key and a value it is headers.
   */
  #findHeaders(lines: readonly Uint8Array[]): boolean {
    const rests = lines.map((line) => this.#restOf(line));
    if (rests.some(([first]) => first === NO_HEADERS)) return true;
    const mayBe =
      rests.length > 0 && rests.every(([first, more]) => HEADERS.test(first) && more !== undefined);
    if (!mayBe || rests.every(([, more]) => looksLikeJson(more))) return false;
    const separator = latin1(this.#separator, 0, this.#separator.length);
    const areThree = rests.every(([, more = ""]) => {
      return (
        more.includes(separator) &&
        looksLikeJson(more.slice(more.indexOf(separator) + separator.length))
      );
    });
    if (!areThree) throw unclearHeaders();
    return true;
  }

  /** The first field after the metadata, and what follows it. */
  #restOf(line: Uint8Array): readonly [first: string, more: string | undefined] {
    const at = Math.min(this.#afterMetadata(line, 0, line.length), line.length);
    const separator = this.#find(line, at, line.length);
    if (separator < 0) return [latin1(line, at, line.length), undefined];
    const next = separator + this.#separator.length;
    return [latin1(line, at, separator), latin1(line, next, line.length)];
  }
}

function latin1(bytes: Uint8Array, start: number, end: number): string {
  let text = "";
  for (let at = start; at < end; at++) text += String.fromCharCode(bytes[at] as number);
  return text;
}

function looksLikeJson(text: string | undefined): boolean {
  return text !== undefined && /^[{["\dtfn-]/.test(text) && isJson(text);
}
