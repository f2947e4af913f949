import { hexFromBytes } from "./key-type.ts";

const ZERO = 0x30;
const MINUS = 0x2d;
/** The digits of 2^64, and a sign. */
const MAX_CHARACTERS = 21;

/** Writes whole numbers as decimal text into one buffer; the text is bytes[start, end). */
export class NumberText {
  readonly bytes = new Uint8Array(MAX_CHARACTERS);
  start = 0;
  readonly end = MAX_CHARACTERS;

  /** A little-endian number of 4 or 8 bytes. */
  writeInteger(
    from: Uint8Array,
    at: number,
    { width, isSigned }: { width: number; isSigned: boolean },
  ): void {
    const view = new DataView(from.buffer, from.byteOffset + at, width);
    if (width === 4) {
      this.write(isSigned ? view.getInt32(0, true) : view.getUint32(0, true));
      return;
    }
    const high = isSigned ? view.getInt32(4, true) : view.getUint32(4, true);
    const number = high * 2 ** 32 + view.getUint32(0, true);
    if (Number.isSafeInteger(number)) this.write(number);
    else this.#writeText(String(isSigned ? view.getBigInt64(0, true) : view.getBigUint64(0, true)));
  }

  /** A whole number below 2^53. */
  write(number: number): void {
    let left = Math.abs(number);
    let at = this.end;
    do {
      const rest = Math.floor(left / 10);
      this.bytes[--at] = ZERO + (left - rest * 10);
      left = rest;
    } while (left > 0);
    if (number < 0) this.bytes[--at] = MINUS;
    this.start = at;
  }

  #writeText(text: string): void {
    this.start = this.end - text.length;
    for (let i = 0; i < text.length; i++) this.bytes[this.start + i] = text.charCodeAt(i);
  }
}

/**
 * The text of a decimal from its big-endian unscaled value, with all digits of its scale: `12.50`.
 */
export function decimalText(unscaled: Uint8Array, scale: number): string {
  const number =
    unscaled.length === 0
      ? 0n
      : BigInt.asIntN(unscaled.length * 8, BigInt(`0x${hexFromBytes(unscaled)}`));
  const isNegative = number < 0n;
  const digits = String(isNegative ? -number : number).padStart(scale + 1, "0");
  const point = digits.length - scale;
  const text = scale > 0 ? `${digits.slice(0, point)}.${digits.slice(point)}` : digits;
  return isNegative ? `-${text}` : text;
}

/** 16 bytes as a UUID's usual text. */
export function uuidText(bytes: Uint8Array): string {
  return hexFromBytes(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
