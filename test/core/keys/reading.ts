import fc from "fast-check";
import { UserError } from "#core/errors/user-error.ts";
import type { ReaderContext } from "#core/keys/codecs.ts";
import type { KeyLocation } from "#core/keys/key-location.ts";
import type { CreateKeyReader } from "#core/keys/key-reader.ts";
import type { KeySink } from "#core/keys/key-sink.ts";

/** A key as Latin-1 text, one character a byte; null for a record without a key. */
export type Found = [key: string | null, count: number];

export function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("latin1");
}

/** A sink that keeps what it is given. */
export function collector(): KeySink & { readonly found: Found[] } {
  const found: Found[] = [];
  return {
    found,
    add: (bytes, start, end, count) => found.push([latin1(bytes.subarray(start, end)), count]),
    addNull: (count) => found.push([null, count]),
  };
}

/** Sizes of the chunks an input comes in, over and over; the shortest list means single bytes. */
export const chunkSizes = fc.array(fc.nat({ max: 9 })).map((sizes) => [...sizes, 1]);

/** Any bytes, those of `alphabet` (as Latin-1) more often than others. */
export function bytesOften(alphabet: string): fc.Arbitrary<Uint8Array> {
  const often = fc.constantFrom(...Buffer.from(alphabet, "latin1"));
  const byte = fc.oneof({ arbitrary: often, weight: 9 }, fc.nat({ max: 255 }));
  return fc.array(byte, { maxLength: 60 }).map((list) => Uint8Array.from(list));
}

/** Any text, with halves of surrogate pairs. */
export const anyText = fc.string({
  unit: fc.oneof(
    { arbitrary: fc.string({ unit: "binary", minLength: 1, maxLength: 1 }), weight: 4 },
    { arbitrary: fc.constantFrom("\ud800", "\udc00"), weight: 1 },
  ),
});

/** UTF-8 as Java writes it, with `?` for half a surrogate pair. */
export function javaUtf8(text: string): Buffer {
  const characters = [...text].map((c) => (/^[\ud800-\udfff]$/.test(c) ? "?" : c));
  return Buffer.from(characters.join(""));
}

interface Reading {
  readonly found: readonly Found[];
  readonly line: number;
  readonly error: UserError | undefined;
}

/** What readers of text never use. */
const context: ReaderContext = {
  codecs: { gzip: (bytes) => bytes, deflateRaw: (bytes) => bytes },
  keyType: "string",
  folderColumns: new Map(),
};

/** Reads the input to its end or to the first UserError. */
export function read(
  create: CreateKeyReader,
  input: Uint8Array | string,
  location: KeyLocation = {},
  sizes: readonly number[] = [Number.POSITIVE_INFINITY],
): Reading {
  const bytes = typeof input === "string" ? Buffer.from(input) : input;
  const sink = collector();
  const reader = create(sink, location, context);
  let error: UserError | undefined;
  try {
    for (let at = 0, i = 0; at < bytes.length; i++) {
      const end = at + (sizes[i % sizes.length] as number);
      const chunk = new Uint8Array(bytes.subarray(at, end));
      reader.push(chunk);
      chunk.fill(0x23); // readers must not keep what the next chunk may overwrite
      at = end;
    }
    reader.end();
  } catch (thrown) {
    if (!(thrown instanceof UserError)) throw thrown;
    error = thrown;
  }
  return { found: sink.found, line: reader.line ?? 0, error };
}

/** The keys and counts of an input without errors. */
export function keysIn(...args: Parameters<typeof read>): readonly Found[] {
  const { found, error } = read(...args);
  if (error !== undefined) throw error;
  return found;
}

/** `line: what`, as a user sees it after the name of the file. */
export function failureIn(...args: Parameters<typeof read>): string {
  const { line, error, found } = read(...args);
  if (error === undefined) throw new Error(`no error, but ${JSON.stringify(found)}`);
  return `${line}: ${error.message}`;
}
