import { damagedContainer } from "../../errors/container-messages.ts";
import type { UserError } from "../../errors/user-error.ts";

/** @param reason our own words, without anything from the file */
export function damagedAvro(reason: string, cause?: unknown): UserError {
  return damagedContainer("Avro", reason, cause);
}
