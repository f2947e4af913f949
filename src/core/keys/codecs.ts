import type { KeyType } from "./key-type.ts";

/** Decompresses one block to at most `length` bytes. The caller checks that there are as many. */
type Decompress = (bytes: Uint8Array, length: number) => Uint8Array | Promise<Uint8Array>;

/** Supplied by the platform: Node's zlib, or a browser's streams. */
export interface Codecs {
  readonly gzip: Decompress;
  readonly deflateRaw: Decompress;
  /** Undefined if the platform has none. */
  readonly brotli?: Decompress | undefined;
}

/** What a reader may need besides the file. */
export interface ReaderContext {
  readonly codecs: Codecs;
  /** How keys are serialized, for formats with more types than text. */
  readonly keyType: KeyType;
  /** Columns whose value is in a folder's name (`country=US/`); null: no value. */
  readonly folderColumns: ReadonlyMap<string, string | null>;
}
