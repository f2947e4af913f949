import {
  type DetailPlace,
  DetailReader,
  detailPlaces,
  recordFields,
} from "../details/detail-reader.ts";
import type { RecordDetails } from "../details/record-details.ts";
import type { KeyLocation } from "../key-location.ts";
import { type Pointer, parsePointer, valueAt } from "./pointer.ts";

interface PlacedDetail {
  readonly place: DetailPlace;
  readonly pointer: Pointer;
}

/** Reads what JSON records have besides their keys. */
export class JsonDetails {
  readonly #places: readonly PlacedDetail[];
  readonly #reader: DetailReader | undefined;

  /** @param names of the first record's fields in the object at `parent`, where the key is */
  constructor(location: KeyLocation, parent: Pointer, names: readonly string[]) {
    const places = detailPlaces(location, recordFields(names));
    this.#places = places.map((place) => ({ place, pointer: pointerTo(place.column, parent) }));
    this.#reader = places.length === 0 ? undefined : new DetailReader(places);
  }

  /** Whether a field beside the key is one of those that the user named. */
  isNamed(name: string, { path }: Pointer): boolean {
    return this.#places.some(({ place, pointer }) => {
      const own = pointer.path;
      const isBeside = own.length === path.length + 1 && path.every((step, i) => own[i] === step);
      return place.isNamed && isBeside && own.at(-1) === name;
    });
  }

  /** Undefined where none is to be read. @throws UserError for what it should not be */
  read(json: unknown): RecordDetails | undefined {
    for (const { place, pointer } of this.#places) {
      const value = valueAt(json, pointer);
      const isText = typeof value === "string" || typeof value === "number";
      const isNothing = value === undefined || value === null;
      this.#reader?.set(place, isText ? String(value) : isNothing ? undefined : typeName(value));
    }
    return this.#reader?.details;
  }
}

/** A JSON pointer, or the name of a field beside the key. */
function pointerTo(column: string, { path }: Pointer): Pointer {
  return column.startsWith("/") ? parsePointer(column) : { text: column, path: [...path, column] };
}

/** What stands there, for an error: no such value is a partition, a time or a size. */
function typeName(value: unknown): string {
  return Array.isArray(value) ? "a list" : typeof value === "object" ? "an object" : String(value);
}
