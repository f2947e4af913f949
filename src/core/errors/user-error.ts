import { escapeUnsafe } from "../text/printable.ts";
import { type ErrorDetails, type ErrorParts, partsIn } from "./error-parts.ts";
import type { Where } from "./place.ts";

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
    const parts = partsIn(details);
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
  at(where: Where, source?: ErrorDetails["source"]): UserError {
    const { details } = this;
    return details.where === undefined ? new UserError({ ...details, where, source }) : this;
  }
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

/** The errors that users can fix. @throws the error itself, if it is another one */
export function userErrorsIn(error: unknown): readonly UserError[] {
  if (error instanceof UserErrors) return error.errors;
  if (error instanceof UserError) return [error];
  throw error;
}
