import { badDelimiter } from "../errors/messages.ts";
import { noKeyOnLine, otherConsoleSeparator, separatorInHeaders } from "../errors/tool-messages.ts";
import { CONSOLE_PLACES, ConsoleFields, latin1, NO_HEADERS } from "./console-fields.ts";
import { delimiterBytes } from "./delimiter.ts";
import { DetailReader } from "./details/detail-reader.ts";
import type { CreateKeyReader, KeyReader } from "./key-reader.ts";
import type { KeySink } from "./key-sink.ts";
import { LineReader } from "./line-reader.ts";

const NULL = [0x6e, 0x75, 0x6c, 0x6c];
/** Enough lines to recognize headers. */
const HEAD_LINES = 100;
/** Separators that headers hold themselves. */
const IN_HEADERS = [0x2c, 0x3a];

/**
 * Lines of kafka-console-consumer with print.key: timestamp, partition, offset and headers, each if
 * requested, then the key and usually the value. `null` is a null key.
 */
export const createConsoleReader: CreateKeyReader = (sink, { delimiter = "\t" }) => {
  const separator = delimiterBytes(delimiter);
  if (separator === undefined) throw badDelimiter(delimiter);
  const console = new ConsoleLines(sink, new ConsoleFields(separator));
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
  readonly #fields: ConsoleFields;
  /** The first lines, until it is clear whether there are headers. */
  #head: { readonly bytes: Uint8Array; readonly line: number }[] | undefined = [];
  #hasHeaders = false;
  readonly #details = new DetailReader(CONSOLE_PLACES);
  line: number | undefined;

  constructor(sink: KeySink, fields: ConsoleFields) {
    this.#sink = sink;
    this.#fields = fields;
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
    const lines = head.map(({ bytes }) => bytes);
    const other = this.#fields.otherSeparator(lines);
    if (other !== undefined) throw otherConsoleSeparator(other);
    this.#hasHeaders = this.#fields.haveHeaders(lines);
    for (const { bytes, line } of head) {
      this.line = line;
      this.#give(bytes, 0, bytes.length);
    }
    this.line = undefined;
  }

  #give(bytes: Uint8Array, start: number, end: number): void {
    for (const place of CONSOLE_PLACES) this.#details.set(place, undefined);
    let at = this.#fields.afterMetadata(bytes, start, end, (place, value) => {
      this.#details.set(place, value);
    });
    if (this.#hasHeaders) at = this.#afterHeaders(bytes, at, end);
    if (at > end) throw noKeyOnLine();
    const separator = this.#fields.find(bytes, at, end);
    const keyEnd = separator < 0 ? end : separator;
    const isNull = keyEnd - at === NULL.length && NULL.every((byte, i) => bytes[at + i] === byte);
    const { details } = this.#details;
    if (isNull) this.#sink.addNull(1, details);
    else this.#sink.add(bytes, at, keyEnd, 1, details);
  }

  /** Where the key begins; after `end` if nothing follows. */
  #afterHeaders(bytes: Uint8Array, at: number, end: number): number {
    const { separator } = this.#fields;
    const found = this.#fields.find(bytes, at, end);
    const isClear = separator.length > 1 || !IN_HEADERS.includes(separator[0] as number);
    if (!isClear && latin1(bytes, at, Math.max(at, found)) !== NO_HEADERS) {
      throw separatorInHeaders();
    }
    return found < 0 ? end + 1 : found + separator.length;
  }
}
