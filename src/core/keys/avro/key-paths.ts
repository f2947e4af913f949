import { recordOf } from "./record-of.ts";
import type { AvroType } from "./schema.ts";

const KINDS = ["string", "bytes", "int", "long", "enum", "fixed", "boolean"];
const MAX_DEPTH = 4;
const MAX_PATHS = 200;

/** The paths of the values that can be keys: `user.id`. */
export function keyPaths(type: AvroType, path: readonly string[] = []): string[] {
  const record = recordOf(type);
  if (record === undefined) return isKey(type) ? [path.join(".")] : [];
  if (path.length === MAX_DEPTH) return [];
  return record.fields
    .flatMap((field) => keyPaths(field.type, [...path, field.name]))
    .slice(0, MAX_PATHS);
}

function isKey(type: AvroType): boolean {
  const kinds = type.kind === "union" ? type.parts : [type];
  const values = kinds.filter(({ kind }) => kind !== "null");
  return (
    values.length === 1 &&
    values.every(({ kind, logical }) => KINDS.includes(kind) && (logical ?? "uuid") === "uuid")
  );
}
