import type { AvroType } from "./schema.ts";

/** The type if it is a record, or the record in a union. */
export function recordOf(type: AvroType): AvroType | undefined {
  if (type.kind === "record") return type;
  return type.kind === "union" ? type.parts.find(({ kind }) => kind === "record") : undefined;
}
