import type { Words } from "../text/words.ts";

/** A table for people, whatever it is drawn with. Cells are escaped. */
export interface ReportTable {
  readonly id: string;
  readonly title: string;
  readonly columns: readonly string[];
  /** How many of the columns, from the first, are text; numbers follow. */
  readonly textColumns: number;
  readonly rows: readonly (readonly string[])[];
  /** How long a bar each row has, 0…1, where a format can draw it. */
  readonly bars?: readonly number[];
  readonly notes: readonly Words[];
}

/** Of words from outside that a sentence quotes. */
export const MAX_WORDS = 250;
