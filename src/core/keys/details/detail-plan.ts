import type { DetailPlace, DetailPlan } from "./detail-place.ts";
import type { DetailReader } from "./detail-reader.ts";

/** Undefined if a unit is still to be read. */
export function detailPlan<Place extends DetailPlace>(
  places: readonly Place[],
  reader: DetailReader | undefined,
): DetailPlan<Place> | undefined {
  const isTimed = places.some(({ field, isNamed }) => field === "time" && isNamed);
  const unit = isTimed ? reader?.unit : undefined;
  return isTimed && unit === undefined ? undefined : { places, unit };
}
