import { detailsUnknown } from "../../errors/detail-messages.ts";
import type { UserError } from "../../errors/user-error.ts";
import { fieldsOf, type KeyFormatName } from "../formats.ts";
import type { KeyLocation } from "../key-location.ts";

const FIELDS = ["partitionColumn", "timeColumn", "bytesColumn"] as const;

/** An error if the user named columns that a format does not have. */
export function unknownDetails(
  format: KeyFormatName,
  location: KeyLocation,
): UserError | undefined {
  const isNamed = FIELDS.some((field) => location[field] !== undefined);
  return isNamed && !fieldsOf(format).includes("partitionColumn")
    ? detailsUnknown(format)
    : undefined;
}
