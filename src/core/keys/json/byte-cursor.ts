import { badJson } from "../../errors/json-messages.ts";
import { ByteBuffer } from "../byte-buffer.ts";
import { serializeKey } from "../key-type.ts";

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
/** The characters after a backslash, and their bytes. */
const ESCAPES: Readonly<Record<string, number>> = {
  '"': 0x22,
  "\\": 0x5c,
  "/": 0x2f,
  b: 0x08,
  f: 0x0c,
  n: 0x0a,
  r: 0x0d,
  t: 0x09,
};

/** Reads one line of JSON whose strings may contain any bytes, as kcat writes them. */
export class ByteCursor {
  readonly #bytes: Uint8Array;
  readonly #end: number;
  at: number;

  constructor(bytes: Uint8Array, start: number, end: number) {
    this.#bytes = bytes;
    this.#end = end;
    this.at = start;
  }

  get isAtEnd(): boolean {
    this.#skipBlanks();
    return this.at >= this.#end;
  }

  /** Consumes this character if it is next; whether it was. */
  takes(character: string): boolean {
    this.#skipBlanks();
    if (this.at >= this.#end || this.#bytes[this.at] !== character.charCodeAt(0)) return false;
    this.at++;
    return true;
  }

  expect(character: string): void {
    if (!this.takes(character)) throw badJson("its syntax is wrong");
  }

  /** The next character, or "" at the end. */
  get next(): string {
    this.#skipBlanks();
    return this.at < this.#end ? String.fromCharCode(this.#bytes[this.at] as number) : "";
  }

  /** Appends the bytes of the next string, unescaped. */
  takeString(into: ByteBuffer): void {
    this.expect('"');
    for (;;) {
      if (this.at >= this.#end) throw badJson("it ends too early");
      const byte = this.#bytes[this.at++] as number;
      if (byte === QUOTE) return;
      if (byte === BACKSLASH) this.#escape(into);
      else into.push(byte);
    }
  }

  /** Skips the next value; returns where it began. */
  skipValue(): number {
    this.#skipBlanks();
    const start = this.at;
    let depth = 0;
    do {
      const next = this.next;
      if (next === "") throw badJson("it ends too early");
      if (next === '"') this.takeString(new ByteBuffer());
      else if (/[,}\]]/.test(next) && depth === 0) throw badJson("its syntax is wrong");
      else {
        if (next === "{" || next === "[") depth++;
        if (next === "}" || next === "]") depth--;
        this.at++;
        if (/[^{}[\],:]/.test(next)) this.#skipWord();
      }
    } while (depth > 0);
    return start;
  }

  #skipWord(): void {
    while (
      this.at < this.#end &&
      /[^\s,\]}]/.test(String.fromCharCode(this.#bytes[this.at] as number))
    ) {
      this.at++;
    }
  }

  #escape(into: ByteBuffer): void {
    const letter = this.at < this.#end ? String.fromCharCode(this.#bytes[this.at++] as number) : "";
    const plain = ESCAPES[letter];
    if (plain !== undefined) {
      into.push(plain);
      return;
    }
    if (letter !== "u") throw badJson("a backslash has no known letter after it");
    const bytes = serializeKey("string", String.fromCodePoint(this.#codePoint()));
    into.append(bytes, 0, bytes.length);
  }

  /** Of one escape, or of two that are a surrogate pair. */
  #codePoint(): number {
    const unit = this.#hexUnit();
    const next = this.at;
    const isHigh = unit >= 0xd800 && unit < 0xdc00;
    if (isHigh && this.#bytes[next] === BACKSLASH && this.#bytes[next + 1] === 0x75) {
      this.at += 2;
      const low = this.#hexUnit();
      if (low >= 0xdc00 && low <= 0xdfff) return (unit - 0xd800) * 0x400 + low - 0xdc00 + 0x10000;
      this.at = next;
    }
    return unit;
  }

  #hexUnit(): number {
    const digits = String.fromCharCode(
      ...this.#bytes.subarray(this.at, Math.min(this.at + 4, this.#end)),
    );
    if (!/^[0-9a-f]{4}$/i.test(digits)) throw badJson("an escape lacks its four digits");
    this.at += 4;
    return Number.parseInt(digits, 16);
  }

  #skipBlanks(): void {
    while (this.at < this.#end && isBlank(this.#bytes[this.at] as number)) this.at++;
  }
}

function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0d || byte === 0x0a;
}
