/** Most digits that a record's number can have. */
const DIGITS = 10;
const ZERO = 48;

/** Keys such as `user-42`, all written to the same buffer. */
export class NumberedKeys {
  readonly #bytes: Uint8Array;
  readonly #prefixLength: number;

  constructor(prefix: string) {
    const encoded = new TextEncoder().encode(prefix);
    this.#prefixLength = encoded.length;
    this.#bytes = new Uint8Array(encoded.length + DIGITS);
    this.#bytes.set(encoded);
  }

  /** Prefix and number, valid until the next call. */
  key(number: number): Uint8Array {
    let end = this.#prefixLength + 1;
    for (let rest = number; rest >= 10; rest = Math.floor(rest / 10)) end++;
    for (let i = end - 1, rest = number; i >= this.#prefixLength; i--) {
      this.#bytes[i] = ZERO + (rest % 10);
      rest = Math.floor(rest / 10);
    }
    return this.#bytes.subarray(0, end);
  }
}
