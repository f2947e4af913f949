import type { KeyType } from "./key-type.ts";

/** Decompresses one block; no more than `length` bytes come out, fewer are for the caller to see. */
type Decompress = (bytes: Uint8Array, length: number) => Uint8Array | Promise<Uint8Array>;

/** What runs this brings its own: Node its zlib, a browser its streams. */
export interface Codecs {
  readonly gzip: Decompress;
  readonly deflateRaw: Decompress;
  /** Undefined where there is none. */
  readonly brotli?: Decompress | undefined;
}

/** What a reader may need of its surroundings. */
export interface ReaderContext {
  readonly codecs: Codecs;
  /** What keys are serialized as, for formats that know more than text. */
  readonly keyType: KeyType;
  /** Columns whose value a folder's name tells (`country=US/`); null is no value. */
  readonly folderColumns: ReadonlyMap<string, string | null>;
}
