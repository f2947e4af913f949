import { parsed } from "../json/parsed.ts";
import { type Head, most } from "./head.ts";
import { type Look, NEARLY_ALL } from "./look.ts";

const KEY_FIELDS = ["key", "Key"];

/**
 * Lines that are JSON objects or lists, and nearly all differ or have a field `key`, are records.
 * Lines that are often repeated are keys that are JSON.
 */
export function jsonLines({ lines }: Head): Look | undefined {
  const written = lines.filter((line) => line.trim() !== "");
  if (!most(written, NEARLY_ALL, isJsonContainer)) return undefined;
  const field = KEY_FIELDS.find((name) => most(written, NEARLY_ALL, (line) => has(line, name)));
  if (field !== undefined) {
    return {
      kind: `JSON Lines: each line is a record with a field "${field}"`,
      reading: { format: "jsonl", pointer: `/${field}` },
    };
  }
  if (new Set(written).size < written.length * NEARLY_ALL) return undefined;
  return {
    kind: "JSON Lines: each line is a record, and nearly all differ",
    reading: { format: "jsonl" },
    areFieldsUnclear: true,
  };
}

function isJsonContainer(line: string): boolean {
  return /^\s*[{[]/.test(line) && typeof parsed(line) === "object";
}

function has(line: string, field: string): boolean {
  const value = parsed(line);
  return !Array.isArray(value) && Object.hasOwn((value ?? {}) as object, field);
}
