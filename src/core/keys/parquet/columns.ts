import {
  columnIsList,
  columnIsRecord,
  columnTwice,
  noContainerColumn,
} from "../../errors/container-messages.ts";
import { twoCountColumns } from "../../errors/count-messages.ts";
import { meansCount } from "../count-names.ts";
import type { KeyLocation } from "../key-location.ts";
import { detailColumns, leavesOf, type ParquetDetail } from "./details.ts";
import { columnName, leavesNamed } from "./find-leaf.ts";
import { type Leaf, type Schema, Type } from "./schema.ts";

/** Which columns of a file have the key and the count. */
export interface ParquetColumns {
  /** A column, or the value in a folder's name. */
  readonly key: Leaf | { readonly constant: string | null };
  readonly count: Leaf | undefined;
  /** Whether the user named the count, so that it is not guessed. */
  readonly isCountNamed: boolean;
  readonly details: readonly ParquetDetail[];
}

/** @throws UserError if a column is missing, or is not one value per record */
export function chooseColumns(
  schema: Schema,
  location: KeyLocation,
  folders: ReadonlyMap<string, string | null>,
): ParquetColumns {
  const { column = "key", countColumn } = location;
  const key = keyColumn(schema, String(column), folders);
  const details = detailColumns(schema, location, folders);
  if (countColumn === false) return { key, count: undefined, isCountNamed: true, details };
  if (countColumn !== undefined) {
    const count = find(schema, String(countColumn), []);
    return { key, count, isCountNamed: true, details };
  }
  const others = [key, ...leavesOf(details)];
  const counts = topLevel(schema).filter(
    (leaf) => !others.includes(leaf) && meansCount(columnName(leaf)),
  );
  if (counts.length > 1) throw twoCountColumns(counts.map(columnName));
  return { key, count: counts[0], isCountNamed: false, details };
}

/** Columns that may contain counts under another name. */
export function numberColumns(schema: Schema, { key, details }: ParquetColumns): Leaf[] {
  const others = [key, ...leavesOf(details)];
  const isNumber = ({ type, meaning }: Leaf) =>
    (type === Type.INT32 || type === Type.INT64 || type === Type.DOUBLE) &&
    meaning.kind !== "other";
  return topLevel(schema).filter((leaf) => !others.includes(leaf) && isNumber(leaf));
}

function topLevel({ leaves }: Schema): Leaf[] {
  return leaves.filter(({ path, repetitions }) => path.length === 1 && repetitions === 0);
}

/** The columns that can be keys. */
function keyNames({ leaves }: Schema): string[] {
  const unfit = [Type.FLOAT, Type.DOUBLE, Type.INT96] as readonly number[];
  const isFit = ({ type, meaning, repetitions }: Leaf) =>
    repetitions === 0 && meaning.kind !== "other" && !unfit.includes(type);
  return leaves.filter(isFit).map(columnName);
}

function keyColumn(
  schema: Schema,
  name: string,
  folders: ReadonlyMap<string, string | null>,
): ParquetColumns["key"] {
  const constant = folders.get(name);
  const isInFile = [...schema.leaves, ...schema.groups].some(({ path }) => path.join(".") === name);
  if (constant !== undefined && !isInFile) return { constant };
  return find(schema, name, [...folders.keys()]);
}

/** A name with dots is a column of that name or, if there is none, a path. */
function find(schema: Schema, name: string, others: readonly string[]): Leaf {
  const group = schema.groups.find(({ path }) => path.join(".") === name);
  const [first, another] = leavesNamed(schema, name);
  if (first === undefined && group !== undefined) {
    const isList = schema.leaves.every(
      ({ path, repetitions }) =>
        repetitions > 0 || !group.path.every((field, i) => path[i] === field),
    );
    if (isList) throw columnIsList(name);
    const inside = keyNames(schema).filter((one) => one.startsWith(`${name}.`));
    throw columnIsRecord(
      name,
      group.fields.map((field) => `${name}.${field}`),
      inside,
    );
  }
  if (first === undefined) {
    const names = [...schema.leaves.map(columnName), ...others];
    throw noContainerColumn(name, names, [...keyNames(schema), ...others]);
  }
  if (another?.path.length === first.path.length) throw columnTwice(name);
  if (first.repetitions > 0) throw columnIsList(name);
  return first;
}
