import { replacedBytes } from "../../errors/messages.ts";
import type { RecordDetails } from "../details/record-details.ts";
import type { KeySink } from "../key-sink.ts";

/** So many records tell. */
const RECORDS = 4000;
/** One U+FFFD in a hundred keys may be somebody's text. */
const MAX_SHARE = 0.01;

/** The first byte of U+FFFD in UTF-8. */
export const LEAD_BYTE = 0xef;

/** Looks at the first keys of a file: do many have U+FFFD in them, which tools write for bytes? */
export class ReplacedBytes implements KeySink {
  readonly #target: KeySink;
  #keys = 0;
  #replaced = 0;

  constructor(target: KeySink) {
    this.#target = target;
  }

  add(bytes: Uint8Array, start: number, end: number, count: number, details?: RecordDetails): void {
    if (this.#keys < RECORDS) {
      this.#keys++;
      if (hasReplacement(bytes, start, end)) this.#replaced++;
      if (this.#keys === RECORDS) this.end();
    }
    this.#target.add(bytes, start, end, count, details);
  }

  addNull(count: number, details?: RecordDetails): void {
    this.#target.addNull(count, details);
  }

  /** @throws UserError where bytes were replaced */
  end(): void {
    if (wereReplaced(this.#replaced, this.#keys)) throw replacedBytes();
  }
}

/** Whether more keys have U+FFFD in them than text has; one alone proves nothing. */
export function wereReplaced(replaced: number, keys: number): boolean {
  return replaced > 1 && replaced > keys * MAX_SHARE;
}

/** Whether U+FFFD is in UTF-8 text. */
export function hasReplacement(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at + 2 < end; at++) {
    if (bytes[at] === LEAD_BYTE && bytes[at + 1] === 0xbf && bytes[at + 2] === 0xbd) return true;
  }
  return false;
}
