import type { DetailPlan, PathPlace } from "../details/detail-place.ts";
import { detailPlan } from "../details/detail-plan.ts";
import { DetailReader, detailPlaces, recordFields } from "../details/detail-reader.ts";
import type { RecordDetails } from "../details/record-details.ts";
import type { KeyLocation } from "../key-location.ts";
import { type Pointer, parsePointer, valueAt } from "./pointer.ts";

/**
 * Where the details of JSON records are.
 *
 * @param names the fields of the first record's object at `parent`, which has the key
 */
export function jsonDetailPlaces(
  location: KeyLocation,
  parent: Pointer,
  names: readonly string[],
): PathPlace[] {
  return detailPlaces(location, recordFields(names)).map((place) => {
    return { ...place, path: pathTo(place.column, parent) };
  });
}

/** Reads the details of JSON records. */
export class JsonDetails {
  readonly #places: readonly PathPlace[];
  readonly #reader: DetailReader | undefined;

  constructor({ places, unit }: DetailPlan<PathPlace>) {
    this.#places = places;
    this.#reader = places.length === 0 ? undefined : new DetailReader(places, unit);
  }

  /** How the details of all further records are read; undefined if that is not clear yet. */
  get plan(): DetailPlan<PathPlace> | undefined {
    return detailPlan(this.#places, this.#reader);
  }

  /** Whether a field beside the key is one of those that the user named. */
  isNamed(name: string, { path }: Pointer): boolean {
    return this.#places.some(({ isNamed, path: own }) => {
      const isBeside = own.length === path.length + 1 && path.every((step, i) => own[i] === step);
      return isNamed && isBeside && own.at(-1) === name;
    });
  }

  /** Undefined if there are none to read. @throws UserError if one is invalid */
  read(json: unknown): RecordDetails | undefined {
    for (const place of this.#places) {
      const value = valueAt(json, place);
      const isText = typeof value === "string" || typeof value === "number";
      const isNothing = value === undefined || value === null;
      this.#reader?.set(place, isText ? String(value) : isNothing ? undefined : typeName(value));
    }
    return this.#reader?.details;
  }
}

/** Of a JSON pointer, or the name of a field beside the key. */
function pathTo(column: string, { path }: Pointer): readonly string[] {
  return column.startsWith("/") ? parsePointer(column).path : [...path, column];
}

/** A description of a value that is not a partition, time or size, for its error. */
function typeName(value: unknown): string {
  return Array.isArray(value) ? "a list" : typeof value === "object" ? "an object" : String(value);
}
