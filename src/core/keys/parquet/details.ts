import { noDetailColumn, noDetailType } from "../../errors/detail-messages.ts";
import type { DetailPlace } from "../details/detail-place.ts";
import { DetailReader, detailPlaces } from "../details/detail-reader.ts";
import type { RecordDetails } from "../details/record-details.ts";
import type { KeyLocation } from "../key-location.ts";
import { columnName, findLeaf } from "./find-leaf.ts";
import { numberText } from "./numbers.ts";
import type { Page } from "./pages.ts";
import type { RowCursor } from "./row-cursor.ts";
import { type Leaf, type Schema, Type, typeName } from "./schema.ts";

/** Where a detail is: in a column, or in the name of a folder. */
export interface ParquetDetail {
  readonly place: DetailPlace;
  readonly source: Leaf | { readonly constant: string | null };
}

/** The columns that the user named. @throws UserError if one is missing or has the wrong type */
export function detailColumns(
  schema: Schema,
  location: KeyLocation,
  folders: ReadonlyMap<string, string | null>,
): ParquetDetail[] {
  return detailPlaces(location).map((place) => {
    const { field, column } = place;
    const leaf = findLeaf(schema, column);
    const constant = folders.get(column);
    if (leaf === undefined && constant !== undefined) return { place, source: { constant } };
    if (leaf === undefined) {
      throw noDetailColumn(field, column, [...schema.leaves.map(columnName), ...folders.keys()]);
    }
    if (!isNumberOrText(leaf) || leaf.repetitions > 0) {
      throw noDetailType(field, column, leaf.repetitions > 0 ? "list" : typeName(leaf));
    }
    return { place, source: leaf };
  });
}

/** The details that are columns of the file. */
export function leavesOf(details: readonly ParquetDetail[]): Leaf[] {
  return details.flatMap(({ source }) => ("constant" in source ? [] : [source]));
}

function isTimestamp({ type, meaning }: Leaf): boolean {
  return meaning.kind === "other" && meaning.name === "TIMESTAMP" && type === Type.INT64;
}

function isNumberOrText(leaf: Leaf): boolean {
  const { type, meaning } = leaf;
  if (isTimestamp(leaf)) return true;
  const isOfUse = [Type.INT32, Type.INT64, Type.DOUBLE, Type.BYTE_ARRAY].some(
    (one) => one === type,
  );
  return (isOfUse && meaning.kind !== "other") || meaning.kind === "decimal";
}

/** Reads the details of rows, one after another. */
export class ParquetDetails {
  readonly #details: readonly ParquetDetail[];
  readonly #reader: DetailReader;

  constructor(details: readonly ParquetDetail[]) {
    this.#details = details;
    this.#reader = new DetailReader(details.map(({ place }) => place));
  }

  /** @param cursors the cursors of leavesOf(details), in that order, before their next row */
  read(cursors: readonly RowCursor[]): RecordDetails {
    let at = 0;
    for (const { place, source } of this.#details) {
      if ("constant" in source) this.#reader.set(place, source.constant ?? undefined);
      else {
        const cursor = cursors[at++] as RowCursor;
        const value = cursor.next();
        this.#reader.set(place, value < 0 ? undefined : textAt(cursor.page, value, source));
      }
    }
    return this.#reader.details;
  }
}

function textAt(page: Page, value: number, column: Leaf): string | undefined {
  const read = isTimestamp(column) ? { ...column, meaning: { kind: "signed" as const } } : column;
  return numberText(page, value, read);
}
