import { escapeUnsafe } from "../text/printable.ts";

/** Parts of an error as a user needs them. */
export interface ErrorParts {
  /** What happened, in one sentence without a full stop. */
  readonly what: string;
  /** `file:line:column` or a flag. */
  readonly where?: string | undefined;
  /** The line of the file with a caret under the place, ready to print. */
  readonly excerpt?: string | undefined;
  /** What to do next, one or two sentences. */
  readonly next?: string | undefined;
  /** A piece of the user's data that shows what is wrong; printed only where keys may be shown. */
  readonly data?: string | undefined;
}

/** Something the user can mend. The doors print it without a stack and exit with 2. */
export class UserError extends Error {
  override readonly name = "UserError";
  readonly parts: ErrorParts;

  /** By its shape: each of our bundles brings a class of its own. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === "UserError" && "parts" in value;
  }

  constructor(parts: ErrorParts, options?: ErrorOptions) {
    const { what, where } = parts;
    // Runners print messages: no control characters of untrusted names in them.
    super(escapeUnsafe(where === undefined ? what : `${where}: ${what}`), options);
    this.parts = parts;
  }

  /** The same error at a place, unless it knows a place already. */
  at(where: string): UserError {
    return this.parts.where === undefined ? new UserError({ ...this.parts, where }) : this;
  }
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
