import type { DetailPlace } from "../details/detail-place.ts";
import { DetailReader, detailPlaces } from "../details/detail-reader.ts";
import type { RecordDetails } from "../details/record-details.ts";
import type { KeyLocation } from "../key-location.ts";
import type { Wanted } from "./plan.ts";
import { recordOf } from "./record-of.ts";
import type { AvroType } from "./schema.ts";
import { type Slot, slotText } from "./values.ts";

/** The details that the user named: fields of the records, or names of folders. */
export class AvroDetails {
  /** The fields, in the order of their slots. */
  readonly wanted: readonly Wanted[];
  readonly #reader: DetailReader | undefined;
  readonly #fields: readonly DetailPlace[];

  constructor(root: AvroType, location: KeyLocation, folders: ReadonlyMap<string, string | null>) {
    const names = recordOf(root)?.fields.map(({ name }) => name) ?? [];
    const places = detailPlaces(location);
    const isFolder = ({ column }: DetailPlace) => folders.has(column) && !names.includes(column);
    this.#fields = places.filter((place) => !isFolder(place));
    this.wanted = this.#fields.map(({ column, field }) => ({ path: column, use: field }));
    this.#reader = places.length === 0 ? undefined : new DetailReader(places);
    // A folder's name is the same for all records.
    for (const place of places.filter(isFolder)) {
      this.#reader?.set(place, folders.get(place.column) ?? undefined);
    }
  }

  /** @param end the end of the slots of `wanted` */
  read(slots: readonly Slot[], end: number): RecordDetails | undefined {
    const start = end - this.#fields.length;
    this.#fields.forEach((place, i) => {
      this.#reader?.set(place, slotText(slots[start + i] as Slot));
    });
    return this.#reader?.details;
  }
}
