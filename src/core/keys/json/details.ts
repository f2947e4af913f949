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

/** Reads the details of JSON records. */
export class JsonDetails {
  readonly #places: readonly PlacedDetail[];
  readonly #reader: DetailReader | undefined;

  /** @param names the fields of the first record's object at `parent`, which has the key */
  constructor(location: KeyLocation, parent: Pointer, names: readonly string[]) {
    const places = detailPlaces(location, recordFields(names));
    this.#places = places.map((place) => ({ place, pointer: pointerTo(place.column, parent) }));
    this.#reader = places.length === 0 ? undefined : new DetailReader(places);
  }

  /** Whether only the keys and their counts are read. */
  get isEmpty(): boolean {
    return this.#places.length === 0;
  }

  /** Whether a field beside the key is one of those that the user named. */
  isNamed(name: string, { path }: Pointer): boolean {
    return this.#places.some(({ place, pointer }) => {
      const own = pointer.path;
      const isBeside = own.length === path.length + 1 && path.every((step, i) => own[i] === step);
      return place.isNamed && isBeside && own.at(-1) === name;
    });
  }

  /** Undefined if there are none to read. @throws UserError if one is invalid */
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

/** A description of a value that is not a partition, time or size, for its error. */
function typeName(value: unknown): string {
  return Array.isArray(value) ? "a list" : typeof value === "object" ? "an object" : String(value);
}
