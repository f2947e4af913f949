import type { Words } from "../text/words.ts";

/** A table for all formats. Cells are escaped. */
export interface ReportTable {
  readonly id: string;
  readonly title: string;
  readonly columns: readonly string[];
  /** How many columns are text, from the first; numbers follow. */
  readonly textColumns: number;
  readonly rows: readonly (readonly string[])[];
  /** Length of a bar for each row, 0…1, for formats that can draw it. */
  readonly bars?: readonly number[];
  readonly notes: readonly Words[];
}

/** Characters of untrusted text in a sentence. */
export const MAX_WORDS = 250;
