const HIDDEN = "[secret]";

/**
 * A password, an API secret or a token. Always prints as `[secret]`; only code that passes it to a
 * client reveals it.
 */
export class Secret {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  reveal(): string {
    return this.#text;
  }

  toString(): string {
    return HIDDEN;
  }

  toJSON(): string {
    return HIDDEN;
  }

  /** For console.log and util.inspect. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return HIDDEN;
  }
}
