import { fieldsOf, type KeyFormatName } from "../formats.ts";
import type { KeyLocation } from "../key-location.ts";

const FIELDS = ["partitionColumn", "timeColumn", "bytesColumn"] as const;

/** Whether the user named columns that a format does not have. */
export function lacksNamedDetails(format: KeyFormatName, location: KeyLocation): boolean {
  const isNamed = FIELDS.some((field) => location[field] !== undefined);
  return isNamed && !fieldsOf(format).includes("partitionColumn");
}
