import { escapeUnsafe } from "../text/printable.ts";
import { type DoorWords, inWords, type Phrase } from "./phrase.ts";
import { type FilePlace, isFilePlace, type Where, whereText } from "./place.ts";
import { plainWords } from "./plain-words.ts";

/** What is known of an error. Settings in it have no names yet; its text is raw. */
export interface ErrorDetails {
  /** What happened, in one sentence without a full stop. */
  readonly what: Phrase;
  readonly where?: Where | undefined;
  /** The line of the file with a caret under the place, ready to print. */
  readonly excerpt?: string | undefined;
  /** What to do next, one or two sentences. */
  readonly next?: Phrase | undefined;
  /** A piece of the user's data that shows what is wrong; printed only where keys may be shown. */
  readonly data?: string | undefined;
}

/** The same in somebody's words. */
export interface ErrorParts {
  readonly what: string;
  /** `file:line:column`, or what a setting is called. */
  readonly where?: string | undefined;
  /** The same as data, where it is a file. */
  readonly place?: FilePlace | undefined;
  readonly excerpt?: string | undefined;
  readonly next?: string | undefined;
  readonly data?: string | undefined;
}

/** Something the user can mend. The doors print it without a stack and exit with 2. */
export class UserError extends Error {
  override readonly name = "UserError";
  readonly details: ErrorDetails;
  /** In plain words, for who is no door. */
  readonly parts: ErrorParts;

  /** By its shape: each of our bundles brings a class of its own. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === "UserError" && "details" in value;
  }

  constructor(details: ErrorDetails, options?: ErrorOptions) {
    const parts = partsIn(details, plainWords);
    const { what, where } = parts;
    // Runners print messages: no control characters of untrusted names in them.
    super(escapeUnsafe(where === undefined ? what : `${where}: ${what}`), options);
    this.details = details;
    this.parts = parts;
  }

  /** The same error at a place, unless it knows a place already. */
  at(where: Where): UserError {
    return this.details.where === undefined ? new UserError({ ...this.details, where }) : this;
  }
}

/** An error in the words of a door. */
export function partsIn(details: ErrorDetails, words: DoorWords): ErrorParts {
  const { what, where, excerpt, next, data } = details;
  return {
    what: inWords(what, words),
    where: where && whereText(where, words),
    place: where !== undefined && isFilePlace(where) ? where : undefined,
    excerpt,
    next: next && inWords(next, words),
    data,
  };
}

/** Several of them at once, so that one run shows everything there is to mend. */
export class UserErrors extends Error {
  override readonly name = "UserErrors";
  readonly errors: readonly UserError[];

  /** By its shape, as a UserError. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === "UserErrors" && "errors" in value;
  }

  constructor(errors: readonly UserError[]) {
    super(errors.map((error) => error.message).join("\n"));
    this.errors = errors;
  }
}
