import type { KeySink } from "./key-sink.ts";

/** Finds keys in the bytes of one file, chunk by chunk. */
export interface KeyReader {
  /** Line that is being read, from 1, for error messages; undefined where nobody counts. */
  readonly line: number | undefined;
  /** The next bytes; they may be reused after the call. */
  push(chunk: Uint8Array): void;
  /** The file is over. */
  end(): void | Promise<void>;
}

/** Where in a record the key and its count are; every field optional. */
export interface KeyLocation {
  readonly column?: string | undefined;
  readonly countColumn?: string | undefined;
  readonly pointer?: string | undefined;
  readonly countPointer?: string | undefined;
}

export type CreateKeyReader = (sink: KeySink, location: KeyLocation) => KeyReader;

/** Longest line, CSV cell or key. Kafka's brokers refuse records over about 1 MiB by default. */
export const MAX_LINE_BYTES = 16 * 1024 * 1024;
