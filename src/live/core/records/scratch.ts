/** Memory that is used again and again; what was in it is lost with the next call. */
export class Scratch {
  #bytes = new Uint8Array(0);

  /** At least so many bytes, with anything in them. */
  take(bytes: number): Uint8Array {
    if (bytes > this.#bytes.length) this.#bytes = new Uint8Array(Math.ceil(bytes * 1.25));
    return this.#bytes;
  }
}
