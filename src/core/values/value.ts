import { unknownName } from "../errors/messages.ts";
import { type Mention, phrase } from "../errors/phrase.ts";
import { UserError } from "../errors/user-error.ts";
import { clip } from "../text/printable.ts";

/** A kind of value that users write as text, the same in flags, variables, inputs and forms. */
export interface ValueKind<Value> {
  /** Completes "it is not …". */
  readonly form: string;
  /** All names, if the value is one of several. */
  readonly names?: readonly string[];
  /** Undefined if the text is not of this kind. */
  read(text: string): Value | undefined;
}

/** Limits of a number, both included. */
export interface Range {
  readonly min?: number;
  readonly max?: number;
}

const MAX_SHOWN = 60;

/**
 * Reads a value from text.
 *
 * @param name what the value is for: a setting, or the user's name of it, such as an input
 * @throws UserError if the text is not of this kind
 */
export function readValue<Value>(
  kind: ValueKind<Value>,
  text: string,
  { name, next = `Give ${kind.form}.` }: { name: string | Mention; next?: string },
): Value {
  const value = kind.read(text);
  if (value !== undefined) return value;
  if (kind.names !== undefined) throw unknownName(name, text, kind.names);
  const shown = text === "" ? '""' : clip(text, MAX_SHOWN);
  throw new UserError({ what: phrase`${name} ${shown} is not ${kind.form}`, next });
}

/** ` from 1 to 64`, ` of 1 or more`, or nothing. */
export function rangeWords({ min = -Infinity, max = Infinity }: Range): string {
  if (max !== Infinity) return min === -Infinity ? ` of at most ${max}` : ` from ${min} to ${max}`;
  return min === -Infinity ? "" : ` of ${min} or more`;
}

export function isWithin(value: number, { min = -Infinity, max = Infinity }: Range): boolean {
  return value >= min && value <= max;
}
