import type { UserError } from "../errors/user-error.ts";
import type { ReaderContext } from "./codecs.ts";
import type { KeyLocation } from "./key-location.ts";
import type { KeySink } from "./key-sink.ts";
import type { RowPlan } from "./row-plan.ts";

/** Finds keys in the bytes of one file, chunk by chunk. */
export interface KeyReader {
  /** The current line, from 1, for error messages; undefined if lines are not counted. */
  readonly line: number | undefined;
  /** After the end of the file: whether it had counts. */
  readonly hasCounts?: boolean;
  /** How all further rows are read; undefined where that is not clear yet, or in the middle of one. */
  readonly plan?: RowPlan | undefined;
  /** The next bytes; they may be reused after the call. */
  push(chunk: Uint8Array): void | Promise<void>;
  /** The end of the file. */
  end(): void | Promise<void>;
}

export type CreateKeyReader = (
  sink: KeySink,
  location: KeyLocation,
  context: ReaderContext,
) => KeyReader;

/** Longest line, CSV cell or key. Kafka's brokers refuse records over about 1 MiB by default. */
export const MAX_LINE_BYTES = 16 * 1024 * 1024;

/** A reader that refuses the file at its first bytes. */
export function refusingReader(fault: UserError): KeyReader {
  const refuse = () => {
    throw fault;
  };
  return { line: undefined, push: refuse, end: refuse };
}
