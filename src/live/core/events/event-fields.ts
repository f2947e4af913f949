import { UserError } from "#core/errors/user-error.ts";

/** The fields of events to keep: by name, all of a field or some of the fields within it. */
export type EventFields = ReadonlyMap<string, EventFields | typeof WHOLE>;

/** A field without fields of its own that are named. */
export const WHOLE = "whole";

type Growing = Map<string, Growing | typeof WHOLE>;

/**
 * Fields from a list of paths: `userId,tenant.id`.
 *
 * @throws UserError for a list with empty names, or with a field and one within it
 */
export function parseEventFields(text: string): EventFields {
  const fields: Growing = new Map();
  for (const path of text.split(",").map((one) => one.trim())) {
    const names = path.split(".");
    if (names.includes("")) throw emptyName(text);
    addPath(fields, names, path);
  }
  return fields;
}

function addPath(fields: Growing, names: readonly string[], path: string): void {
  let level = fields;
  for (const [i, name] of names.entries()) {
    const known = level.get(name);
    const isLast = i === names.length - 1;
    const isSame = known === undefined || (known === WHOLE) === isLast;
    if (!isSame) throw namedTwice(path);
    if (isLast) level.set(name, WHOLE);
    else {
      const next: Growing = known === undefined || known === WHOLE ? new Map() : known;
      level.set(name, next);
      level = next;
    }
  }
}

/** All paths: `tenant.id`. */
export function pathsOf(fields: EventFields, before = ""): string[] {
  return [...fields].flatMap(([name, inner]) => {
    const path = `${before}${name}`;
    return inner === WHOLE ? [path] : pathsOf(inner, `${path}.`);
  });
}

function emptyName(text: string): UserError {
  return new UserError({
    what: `a field has no name: ${text}`,
    next: "Separate names by commas, and a field within another by a dot: userId,tenant.id",
  });
}

function namedTwice(path: string): UserError {
  return new UserError({
    what: `both ${path} and a field within it, or around it, are named`,
    next: "Name the fields that have no others in them.",
  });
}
