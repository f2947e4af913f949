import { badCount } from "../errors/messages.ts";
import type { ByteBuffer } from "./byte-buffer.ts";

const ZERO = 0x30;

/**
 * A count of records from its text: a whole number of 0 or more, below 2^53, in plain digits. Other
 * forms are read if they are unambiguous: `600.0`, and two or more groups of thousands
 * (`1,234,567`). `6.000` is 6 or 6000, and `1,000` is 1 or 1000, depending on the country.
 *
 * @throws UserError for anything else
 */
export function parseCount(digits: ByteBuffer): number {
  let count = digits.length === 0 ? Number.NaN : 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = (digits.bytes[i] as number) - ZERO;
    count = digit >= 0 && digit <= 9 ? count * 10 + digit : Number.NaN;
  }
  return Number.isSafeInteger(count) ? count : countFromText(digits.text());
}

const DECIMAL = /^(\d+)\.(0+)$/;
const GROUPED = /^\d{1,3}(,\d{3}){2,}(\.0{1,2})?$/;
/** A number whose point may separate thousands. */
const UNCLEAR = /^\d{1,3}\.\d{3}$/;

export function countFromText(text: string): number {
  const count = wholeFromText(text);
  if (count === undefined) throw badCount(text);
  return count;
}

/** The same for numbers of other things; undefined for all other texts. */
export function wholeFromText(text: string): number | undefined {
  const isClear = !UNCLEAR.test(text);
  const plain = /^\d+$/.test(text) ? text : isClear ? DECIMAL.exec(text)?.[1] : undefined;
  const grouped = GROUPED.test(text) ? text.replace(/\.0+$/, "").replaceAll(",", "") : undefined;
  const number = Number(plain ?? grouped ?? Number.NaN);
  return Number.isSafeInteger(number) ? number : undefined;
}

/** Whole numbers as exporters write them, including forms that are not read as counts. */
const WHOLE = /^\d+(\.0+)?$|^\d{1,3}([.,' ]\d{3})+(\.0+)?$|^\d+(\.\d+)?E\+?\d+$/i;

/**
 * The approximate number that a text represents; undefined if it is not a whole number of 0 or
 * more.
 */
export function wholeNumber(text: string): number | undefined {
  const trimmed = text.trim();
  if (!WHOLE.test(trimmed)) return undefined;
  const number = Number(trimmed);
  return Number.isNaN(number) ? Number(trimmed.replace(/\D/g, "")) : number;
}
