/** What stands in a text where a secret would. */
const HIDDEN = "[secret]";

/**
 * A password, an API secret or a token: prints as `[secret]` whatever prints it, and is read only
 * by the code that hands it to a client.
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

  /** What console.log and util.inspect show. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return HIDDEN;
  }
}
