import { replacedBytes } from "../../errors/messages.ts";
import type { RecordDetails } from "../details/record-details.ts";
import type { KeySink } from "../key-sink.ts";

/** Enough records to decide. */
const RECORDS = 4000;
/** U+FFFD in one of a hundred keys may be real text. */
const MAX_SHARE = 0.01;

/** The first byte of U+FFFD in UTF-8. */
export const LEAD_BYTE = 0xef;

/** Checks the first keys of a file for U+FFFD, with which tools replace bytes that are not text. */
export class ReplacedBytes implements KeySink {
  readonly #target: KeySink;
  #keys = 0;
  #replaced = 0;

  constructor(target: KeySink) {
    this.#target = target;
  }

  /** Whether all keys are seen that are looked at. */
  get isDone(): boolean {
    return this.#keys === RECORDS;
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

  /** @throws UserError if bytes were replaced */
  end(): void {
    if (wereReplaced(this.#replaced, this.#keys)) throw replacedBytes();
  }
}

/** Whether more keys contain U+FFFD than in text; a single one proves nothing. */
export function wereReplaced(replaced: number, keys: number): boolean {
  return replaced > 1 && replaced > keys * MAX_SHARE;
}

/** Whether UTF-8 text contains U+FFFD. Reads every third byte of most texts (Horspool 1980). */
export function hasReplacement(bytes: Uint8Array, start: number, end: number): boolean {
  let at = start + 2;
  while (at < end) {
    const byte = bytes[at];
    if (byte === 0xbd && bytes[at - 1] === 0xbf && bytes[at - 2] === LEAD_BYTE) return true;
    if (byte === 0xbf) at += 1;
    else if (byte === LEAD_BYTE) at += 2;
    else at += 3;
  }
  return false;
}
