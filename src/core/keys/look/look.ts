import type { KeyReading } from "../key-location.ts";
import type { Head } from "./head.ts";

/** What a file without a named format contains instead of one key per line. */
export interface Look {
  /** Completes "this looks like …". */
  readonly kind: string;
  /** How to read the keys in it; undefined if that is not possible. */
  readonly reading?: KeyReading | undefined;
  /** Whether the first records show more about that: the columns, or the key's field. */
  readonly areFieldsUnclear?: boolean;
  /** What else to do, as a sentence. */
  readonly advice?: string | undefined;
}

/** Recognizes one kind of content by the beginning of a file. */
export type Recognizer = (head: Head) => Look | undefined;

/** The share of lines that must look alike: "nearly every line" in docs/keys.md. */
export const NEARLY_ALL = 0.9;
