import { escapeUnsafe } from "../text/printable.ts";
import { inWords } from "./in-words.ts";
import type { DoorWords, Phrase } from "./phrase.ts";
import { type FilePlace, isFilePlace, type Where, whereText } from "./place.ts";
import { plainWords } from "./plain-words.ts";
import type { ErrorFile } from "./reading-text.ts";

/** An error whose settings are not named yet. Texts are raw. */
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
  /** What a key file at `where` was found by and read with, so that advice can be complete. */
  readonly source?: ErrorFile["source"];
  /**
   * Whether it depends on the columns or fields of the first records what to do next, which `next`
   * does not say.
   */
  readonly isAboutFields?: boolean;
  /** Whether `next` has a way to read the file for each thing that it may mean. */
  readonly isChoice?: boolean;
}

/** An error in the words of a door. */
export interface ErrorParts {
  readonly what: string;
  /** `file:line:column`, or what a setting is called. */
  readonly where?: string | undefined;
  /** The same as data, if it is in a file. */
  readonly place?: FilePlace | undefined;
  readonly excerpt?: string | undefined;
  readonly next?: string | undefined;
  readonly data?: string | undefined;
}

/** An error that the user can fix. Doors print it without a stack and exit with 2. */
export class UserError extends Error {
  override readonly name = "UserError";
  readonly details: ErrorDetails;
  /** In neutral words, for callers that are not doors. */
  readonly parts: ErrorParts;

  /** By shape, because each bundle has its own copy of this class. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === "UserError" && "details" in value;
  }

  constructor(details: ErrorDetails, options?: ErrorOptions) {
    const parts = partsIn(details, plainWords);
    const { what, where } = parts;
    // Test runners print messages, so control characters are escaped.
    super(escapeUnsafe(where === undefined ? what : `${where}: ${what}`), options);
    this.details = details;
    this.parts = parts;
  }

  /**
   * The same error with a place, unless it already has one.
   *
   * @param source what a key file was found by and read with
   */
  at(where: Where, source?: ErrorFile["source"]): UserError {
    const { details } = this;
    return details.where === undefined ? new UserError({ ...details, where, source }) : this;
  }
}

/** Names the settings of an error in the words of a door. */
export function partsIn(details: ErrorDetails, words: DoorWords): ErrorParts {
  const { what, where, excerpt, next, data, source } = details;
  const place = where !== undefined && isFilePlace(where) ? where : undefined;
  const file = place && { name: place.file, source };
  return {
    what: inWords(what, words, file),
    where: where && whereText(where, words),
    place,
    excerpt,
    next: next && inWords(next, words, file).trimEnd(),
    data,
  };
}

/** Several errors at once, so that one run shows everything there is to fix. */
export class UserErrors extends Error {
  override readonly name = "UserErrors";
  readonly errors: readonly UserError[];

  /** By shape, like UserError. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === "UserErrors" && "errors" in value;
  }

  constructor(errors: readonly UserError[]) {
    super(errors.map((error) => error.message).join("\n"));
    this.errors = errors;
  }
}
