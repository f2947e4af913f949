import { unclearHeaders } from "../errors/tool-messages.ts";
import { delimiterText } from "./delimiter.ts";
import type { DetailPlace } from "./details/detail-place.ts";
import { isJson } from "./json/parsed.ts";
import { afterConsoleField, consoleSeparator } from "./look/console-separator.ts";

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
export const CONSOLE_PLACES = BEFORE.flatMap(({ place }) => place ?? []);
export const NO_HEADERS = "NO_HEADERS";
const HEADERS = /^[^:,]+:[^,]*(,[^:,]+:[^,]*)*$/;
const MAX_FIELD_BYTES = 40;

/** Finds the fields of lines that kafka-console-consumer wrote with a separator. */
export class ConsoleFields {
  readonly separator: Uint8Array;

  constructor(separator: Uint8Array) {
    this.separator = separator;
  }

  /**
   * Where headers or key begin; after `end` if nothing follows.
   *
   * @param onField receives the values of timestamp and partition
   */
  afterMetadata(
    bytes: Uint8Array,
    start: number,
    end: number,
    onField: (place: DetailPlace, value: string) => void = () => {},
  ): number {
    let at = start;
    for (const { pattern, place } of BEFORE) {
      const text = pattern.exec(latin1(bytes, at, Math.min(end, at + MAX_FIELD_BYTES)))?.[0];
      if (text === undefined) continue;
      const fieldEnd = at + text.length;
      if (fieldEnd < end && !this.#isSeparator(bytes, fieldEnd, end)) continue;
      if (place !== undefined) onField(place, text.slice(text.indexOf(":") + 1));
      at = fieldEnd < end ? fieldEnd + this.separator.length : end + 1;
      if (at > end) return at;
    }
    return at;
  }

  /** Where the separator begins, or −1. */
  find(bytes: Uint8Array, start: number, end: number): number {
    const [first = 0] = this.separator;
    for (let at = start; at < end; at++) {
      if (bytes[at] === first && this.#isSeparator(bytes, at, end)) return at;
    }
    return -1;
  }

  #isSeparator(bytes: Uint8Array, at: number, end: number): boolean {
    const { separator } = this;
    return at + separator.length <= end && separator.every((byte, i) => bytes[at + i] === byte);
  }

  /** The separator of the lines, as it is written in a contract, if it is another one. */
  otherSeparator(lines: readonly Uint8Array[]): string | undefined {
    const others = lines.filter((bytes) => this.#hasOther(bytes));
    const isNone = (bytes: Uint8Array) => latin1(bytes, 0, NO_HEADERS.length) === NO_HEADERS;
    if (lines.length === 0 || (others.length < lines.length && !others.some(isNone))) {
      return undefined;
    }
    const texts = lines.map((bytes) => latin1(bytes, 0, bytes.length));
    return delimiterText(consoleSeparator(texts).separator);
  }

  /** Whether the line begins with a field that is followed by something else. */
  #hasOther(bytes: Uint8Array): boolean {
    const rest = afterConsoleField(latin1(bytes, 0, Math.min(bytes.length, MAX_FIELD_BYTES * 2)));
    return rest !== undefined && !rest.startsWith(this.#separatorText);
  }

  get #separatorText(): string {
    return latin1(this.separator, 0, this.separator.length);
  }

  /**
   * Whether there are headers before the keys. Only their lack is marked. `name:value,…` may be
   * headers, or a key with a colon in it: before a JSON value it is the key, before a key and a value
   * it is headers.
   *
   * @throws UserError if that is not clear
   */
  haveHeaders(lines: readonly Uint8Array[]): boolean {
    const rests = lines.map((line) => this.#restOf(line));
    if (rests.some(([first]) => first === NO_HEADERS)) return true;
    const mayBe =
      rests.length > 0 && rests.every(([first, more]) => HEADERS.test(first) && more !== undefined);
    if (!mayBe || rests.every(([, more]) => looksLikeJson(more))) return false;
    const separator = this.#separatorText;
    const areThree = rests.every(([, more = ""]) => {
      const at = more.indexOf(separator);
      return at >= 0 && looksLikeJson(more.slice(at + separator.length));
    });
    if (areThree) return true;
    const [first = new Uint8Array(0)] = lines;
    const isColumn = separator.length === 1;
    throw unclearHeaders(
      this.#fieldsBefore(first),
      isColumn ? delimiterText(separator) : undefined,
    );
  }

  /** The first field after the metadata, and what follows it. */
  #restOf(line: Uint8Array): readonly [first: string, more: string | undefined] {
    const at = Math.min(this.afterMetadata(line, 0, line.length), line.length);
    const separator = this.find(line, at, line.length);
    if (separator < 0) return [latin1(line, at, line.length), undefined];
    const next = separator + this.separator.length;
    return [latin1(line, at, separator), latin1(line, next, line.length)];
  }

  #fieldsBefore(line: Uint8Array): number {
    const end = Math.min(this.afterMetadata(line, 0, line.length), line.length);
    let fields = 0;
    for (let at = this.find(line, 0, end); at >= 0; fields++) {
      at = this.find(line, at + this.separator.length, end);
    }
    return fields;
  }
}

export function latin1(bytes: Uint8Array, start: number, end: number): string {
  let text = "";
  for (let at = start; at < end; at++) text += String.fromCharCode(bytes[at] as number);
  return text;
}

function looksLikeJson(text: string | undefined): boolean {
  return text !== undefined && /^[{["\dtfn-]/.test(text) && isJson(text);
}
