import { UserError } from "#core/errors/user-error.ts";
import { isJson } from "#core/keys/json/parsed.ts";
import { type EventFields, WHOLE } from "./event-fields.ts";

/** Replaces the values of fields, each named by its path: `tenant.id`. */
export interface Replacing {
  text(path: string, value: string): string;
  /** @param value as it is written, with all its digits */
  number(path: string, value: string): string;
}

/** A string or a number outside strings. */
const TOKENS = /"(?:[^"\\]|\\.)*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
/** The only field of what represents a number while an event is cut. */
const NUMBER_FIELD = "\u0000number";

/**
 * An event cut down to some fields, as JSON; undefined if the text is not a JSON object. Numbers keep all
 * their digits, nulls stay, and fields that the event does not have are left out.
 *
 * @param onField called for each field that it has, null or not
 * @throws UserError if a field has fields of its own
 */
export function cutEvent(
  text: string,
  fields: EventFields,
  replacing: Replacing | undefined,
  onField: (path: string) => void,
): string | undefined {
  const event = parseExactly(text);
  if (!isObject(event) || numberIn(event) !== undefined) return undefined;
  return cutObject(event, fields, { replacing, onField, before: "" });
}

interface Cutting {
  readonly replacing: Replacing | undefined;
  readonly onField: (path: string) => void;
  /** Of the fields' paths. */
  readonly before: string;
}

type JsonObject = Readonly<Record<string, unknown>>;

/** With numbers as objects, because their digits may be more than a number holds. */
function parseExactly(text: string): unknown {
  // In JSON, every string ends, so that no character is looked at twice.
  if (!isJson(text)) return undefined;
  const marked = text.replace(TOKENS, (token) => {
    return token.startsWith('"') ? token : JSON.stringify({ [NUMBER_FIELD]: token });
  });
  return JSON.parse(marked);
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function numberIn(value: JsonObject): string | undefined {
  const text = Object.hasOwn(value, NUMBER_FIELD) ? value[NUMBER_FIELD] : undefined;
  return typeof text === "string" && NUMBER.test(text) ? text : undefined;
}

function cutObject(event: JsonObject, fields: EventFields, cutting: Cutting): string {
  const members: string[] = [];
  for (const [name, inner] of fields) {
    if (!Object.hasOwn(event, name)) continue;
    const value = cutValue(event[name], inner, `${cutting.before}${name}`, cutting);
    if (value !== undefined) members.push(`${JSON.stringify(name)}:${value}`);
  }
  return `{${members.join(",")}}`;
}

/** Undefined if the value cannot have the fields. */
function cutValue(
  value: unknown,
  fields: EventFields | typeof WHOLE,
  path: string,
  cutting: Cutting,
): string | undefined {
  const { replacing, onField } = cutting;
  if (value === null) {
    if (fields === WHOLE) onField(path);
    return "null";
  }
  if (Array.isArray(value)) {
    const all = value.map((one) => cutValue(one, fields, path, cutting));
    return `[${all.filter((one) => one !== undefined).join(",")}]`;
  }
  const number = isObject(value) ? numberIn(value) : undefined;
  if (fields !== WHOLE) {
    if (!isObject(value) || number !== undefined) return undefined;
    return cutObject(value, fields, { ...cutting, before: `${path}.` });
  }
  onField(path);
  if (number !== undefined) return replacing?.number(path, number) ?? number;
  if (isObject(value)) throw hasFields(path);
  if (typeof value !== "string") return JSON.stringify(value);
  return JSON.stringify(replacing?.text(path, value) ?? value);
}

function hasFields(path: string): UserError {
  return new UserError({
    what: `the field ${path} has fields of its own, which are not written unless they are named`,
    next: `Name those that the key is made of: ${path}.id`,
  });
}
