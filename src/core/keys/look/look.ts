import type { ReadingFields } from "../../errors/reading-text.ts";
import type { Head } from "./head.ts";

/** What a file without a named format holds instead of one key a line. */
export interface Look {
  /** A clause that ends "this looks like …". */
  readonly kind: string;
  /** How the keys in it are read; undefined where they cannot be. */
  readonly reading?: ReadingFields | undefined;
  /** What to do instead of reading it, or besides: a sentence. */
  readonly advice?: string | undefined;
}

/** Recognizes one kind of content by the beginning of a file. */
export type Recognizer = (head: Head) => Look | undefined;

/** The share of lines that must look alike: "nearly every line" in docs/keys.md. */
export const NEARLY_ALL = 0.9;
