import { compareBytes, concatBytes } from "../bytes.ts";
import { phrase, setting } from "../errors/phrase.ts";
import { UserError } from "../errors/user-error.ts";
import type { KeyCounts } from "../keys/key-counts.ts";
import { type KeyType, showKeyText } from "../keys/key-type.ts";

const LF = 0x0a;
const CR = 0x0d;
const QUOTE = 0x22;
const COMMA = 0x2c;
/** What a row takes in memory besides its bytes. */
const BYTES_PER_ROW = 200;

export interface KeysCsvOptions {
  /** Says which text represents a key. Text is written byte for byte, even if it is not UTF-8. */
  readonly keyType: KeyType;
  /** Represents a null key. */
  readonly nullToken: string;
  /** How much memory the rows may take. */
  readonly maxBytes: number;
}

interface Row {
  readonly text: Uint8Array;
  readonly count: number;
}

/**
 * A CSV file of the keys and their numbers of records (`key,count`), those with most records first.
 *
 * @throws UserError if a key would be read as null, or there are too many keys
 */
export function keysCsv(keys: KeyCounts, options: KeysCsvOptions): Uint8Array {
  const rows = rowsOf(keys, options);
  rows.sort((a, b) => b.count - a.count || compareBytes(a.text, b.text));
  const encoder = new TextEncoder();
  const bytes = rows.reduce((sum, { text }) => sum + 2 * text.length + 20, 0);
  const csv = new Uint8Array(bytes + 16);
  let at = 0;
  const push = (part: Uint8Array) => {
    csv.set(part, at);
    at += part.length;
  };
  push(encoder.encode("key,count\n"));
  for (const { text, count } of rows) {
    push(cellOf(text));
    push(encoder.encode(`,${count}\n`));
  }
  return csv.subarray(0, at);
}

function rowsOf(keys: KeyCounts, { keyType, nullToken, maxBytes }: KeysCsvOptions): Row[] {
  const encoder = new TextEncoder();
  const token = encoder.encode(nullToken);
  const rows: Row[] = [];
  let bytes = 0;
  const { nullRecords } = keys;
  for (const block of keys.blocks()) {
    for (let i = 0; i < block.size; i++) {
      const key = block.bytes.slice(block.starts[i], block.ends[i]);
      const text = keyType === "string" ? key : encoder.encode(showKeyText(keyType, key));
      if (nullRecords > 0 && compareBytes(text, token) === 0) throw looksLikeNull(nullToken);
      rows.push({ text, count: block.counts[i] as number });
      bytes += text.length + BYTES_PER_ROW;
      if (bytes > maxBytes) throw tooManyRows();
    }
  }
  if (nullRecords > 0) rows.push({ text: token, count: nullRecords });
  return rows;
}

/** The text as RFC 4180 has it. */
function cellOf(text: Uint8Array): Uint8Array {
  const isSpecial = (byte: number) =>
    byte === LF || byte === CR || byte === QUOTE || byte === COMMA;
  if (!text.some(isSpecial)) return text;
  const doubled = Array.from(text).flatMap((byte) => (byte === QUOTE ? [QUOTE, QUOTE] : [byte]));
  return concatBytes(Uint8Array.of(QUOTE), Uint8Array.from(doubled), Uint8Array.of(QUOTE));
}

function looksLikeNull(token: string): UserError {
  return new UserError({
    what: `a key is the text ${token}, by which null keys would be written`,
    next: "Choose another text for null keys, one that no key has.",
  });
}

function tooManyRows(): UserError {
  return new UserError({
    what: "there are more keys than fit in memory",
    next: phrase`Read fewer records, or raise ${setting("memory")}.`,
  });
}
