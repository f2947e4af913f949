import type { DetailField } from "./record-details.ts";
import type { TimeUnit } from "./record-time.ts";

/** Where one of the details is in a file. */
export interface DetailPlace {
  readonly field: DetailField;
  /** The name or number of a column, the name of a field, or a JSON pointer. */
  readonly column: string;
  /** Whether the user named it. If not, it was recognized by its name, and records may lack it. */
  readonly isNamed: boolean;
}

/** Where the details of all further records are. */
export interface DetailPlan<Place extends DetailPlace> {
  readonly places: readonly Place[];
  /** The unit of all times; undefined if the user did not name their place. */
  readonly unit: TimeUnit | undefined;
}

/** A detail at a path of names in an object, from the outermost one on. */
export interface PathPlace extends DetailPlace {
  readonly path: readonly string[];
}
