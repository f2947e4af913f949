import {
  csvColumnTwice,
  noCsvColumn,
  noSuchColumnNumber,
  twoCountColumns,
} from "../../errors/format-messages.ts";
import { didYouMean } from "../../text/did-you-mean.ts";
import { meansCount } from "../count-names.ts";
import type { KeyLocation } from "../key-location.ts";

/** What the columns of a file are for; columns from 0. */
export interface Columns {
  readonly names: readonly string[];
  readonly key: number;
  /** −1: each row is one record. */
  readonly count: number;
  /** Whether the count was named, not guessed by its name. */
  readonly isCountNamed: boolean;
}

/** The columns by the names in a header. */
export function columnsByName(names: readonly string[], location: KeyLocation): Columns {
  const { column = "key", countColumn } = location;
  const key = find(names, String(column));
  if (countColumn === false) return { names, key, count: -1, isCountNamed: true };
  if (countColumn !== undefined) {
    return { names, key, count: find(names, String(countColumn)), isCountNamed: true };
  }
  const counts = names.flatMap((name, i) => (i !== key && meansCount(name) ? [i] : []));
  const [count = -1, another] = counts;
  if (another !== undefined) {
    const [first, ...others] = counts.map((i) => names[i] as string) as [string, ...string[]];
    throw others.includes(first) ? csvColumnTwice(first) : twoCountColumns([first, ...others]);
  }
  return { names, key, count, isCountNamed: false };
}

/** The columns by their numbers, for files without a header. */
export function columnsByNumber(width: number, location: KeyLocation): Columns {
  const { column, countColumn } = location;
  if (column === undefined && width > 1) throw noSuchColumnNumber(undefined, width);
  const isSaid = countColumn !== undefined;
  return {
    names: Array.from({ length: width }, (_, i) => `column ${i + 1}`),
    key: numbered(column ?? 1, width),
    count: isSaid && countColumn !== false ? numbered(countColumn, width) : -1,
    isCountNamed: isSaid,
  };
}

function numbered(column: string | number, width: number): number {
  const number = /^\d+$/.test(String(column)) ? Number(column) : 0;
  if (number < 1 || number > width) throw noSuchColumnNumber(String(column), width);
  return number - 1;
}

function find(names: readonly string[], name: string): number {
  const at = names.indexOf(name);
  if (at < 0) throw noCsvColumn(name, names, didYouMean(name, names));
  if (names.includes(name, at + 1)) throw csvColumnTwice(name);
  return at;
}
