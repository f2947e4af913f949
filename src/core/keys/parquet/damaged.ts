import { damagedContainer } from "../../errors/container-messages.ts";
import type { UserError } from "../../errors/user-error.ts";

/** @param reason our own words, without anything from the file */
export function damagedParquet(reason: string, cause?: unknown): UserError {
  return damagedContainer("Parquet", reason, cause);
}
