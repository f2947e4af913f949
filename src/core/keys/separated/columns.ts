import { twoCountColumns } from "../../errors/count-messages.ts";
import { csvColumnTwice, noCsvColumn, noSuchColumnNumber } from "../../errors/csv-messages.ts";
import { noDetailColumn } from "../../errors/detail-messages.ts";
import { didYouMean } from "../../text/did-you-mean.ts";
import { meansCount } from "../count-names.ts";
import type { DetailPlace } from "../details/detail-place.ts";
import { detailPlaces, recordFields } from "../details/detail-reader.ts";
import type { KeyLocation } from "../key-location.ts";

/** Which columns of a file have the key and the count; columns from 0. */
export interface SeparatedColumns {
  readonly names: readonly string[];
  readonly key: number;
  /** −1 if each row is one record. */
  readonly count: number;
  /** Whether the user named the count, so that it is not guessed. */
  readonly isCountNamed: boolean;
  readonly details: readonly DetailColumn[];
}

/** A column with one of the details. */
interface DetailColumn extends DetailPlace {
  readonly at: number;
}

type CountColumn = Pick<SeparatedColumns, "count" | "isCountNamed">;

/** Finds the columns by the names in a header. */
export function columnsByName(names: readonly string[], location: KeyLocation): SeparatedColumns {
  const key = find(names, String(location.column ?? "key"));
  const places = detailPlaces(location, recordFields(names));
  const details = places.map((place) => ({ ...place, at: findDetail(names, place) }));
  const named = details.filter(({ isNamed }) => isNamed).map(({ at }) => at);
  return { names, key, ...countByName(names, [key, ...named], location), details };
}

/** @param others columns with another meaning */
function countByName(
  names: readonly string[],
  others: readonly number[],
  { countColumn }: KeyLocation,
): CountColumn {
  if (countColumn === false) return { count: -1, isCountNamed: true };
  if (countColumn !== undefined) {
    return { count: find(names, String(countColumn)), isCountNamed: true };
  }
  const counts = names.flatMap((name, i) => (!others.includes(i) && meansCount(name) ? [i] : []));
  const [count = -1, another] = counts;
  if (another !== undefined) {
    const [first, ...more] = counts.map((i) => names[i] as string) as [string, ...string[]];
    throw more.includes(first) ? csvColumnTwice(first) : twoCountColumns([first, ...more]);
  }
  return { count, isCountNamed: false };
}

/** Finds the columns by their numbers, for files without a header. */
export function columnsByNumber(width: number, location: KeyLocation): SeparatedColumns {
  const { column, countColumn } = location;
  if (column === undefined && width > 1) throw noSuchColumnNumber(undefined, width);
  const isSaid = countColumn !== undefined;
  return {
    names: Array.from({ length: width }, (_, i) => `column ${i + 1}`),
    key: numbered(column ?? 1, width),
    count: isSaid && countColumn !== false ? numbered(countColumn, width) : -1,
    isCountNamed: isSaid,
    details: detailPlaces(location).map((place) => ({
      ...place,
      at: numbered(place.column, width),
    })),
  };
}

function findDetail(names: readonly string[], { field, column, isNamed }: DetailPlace): number {
  const at = names.indexOf(column);
  if (at < 0) throw noDetailColumn(field, column, names);
  if (isNamed && names.includes(column, at + 1)) throw csvColumnTwice(column);
  return at;
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
