import { noJsonValue } from "../../errors/json-messages.ts";

/** A JSON pointer (RFC 6901). */
export interface Pointer {
  readonly text: string;
  readonly path: readonly string[];
}

export function parsePointer(text: string): Pointer {
  const tokens = text.split("/").slice(1);
  return { text, path: tokens.map((one) => one.replaceAll("~1", "/").replaceAll("~0", "~")) };
}

/** The value at a pointer, or undefined. */
export function valueAt(json: unknown, { path }: Pick<Pointer, "path">): unknown {
  let value = json;
  for (const name of path) {
    const isIndex = !Array.isArray(value) || /^(0|[1-9]\d*)$/.test(name);
    if (typeof value !== "object" || value === null || !isIndex || !Object.hasOwn(value, name)) {
      return undefined;
    }
    value = (value as Record<string, unknown>)[name];
  }
  return value;
}

/** @throws UserError if there is no value */
export function requiredValueAt(json: unknown, pointer: Pointer, subject: string): unknown {
  const value = valueAt(json, pointer);
  if (value === undefined) throw noJsonValue(pointer.text, subject, recordsFieldOf(json));
  return value;
}

/** The field with the records of a response such as `{"meta": …, "data": […]}`. */
function recordsFieldOf(json: unknown): string | undefined {
  if (typeof json !== "object" || json === null || Array.isArray(json)) return undefined;
  const lists = Object.entries(json).filter(([, value]) => {
    return Array.isArray(value) && typeof value[0] === "object" && value[0] !== null;
  });
  const isNamed = (name: string) =>
    /^(data|rows|records|items|messages|results|hits|values)$/.test(name);
  const [found] =
    lists.find(([name]) => isNamed(name)) ?? (lists.length === 1 ? lists[0] : undefined) ?? [];
  return found;
}
