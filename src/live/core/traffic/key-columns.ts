/** Many keys in two typed arrays: one object per key would take ten times the memory. */
export class KeyColumns {
  #bytes = new Uint8Array(1 << 16);
  /** Where each key starts, and where the last one ends. */
  #starts = new Float64Array(1 << 10);
  size = 0;

  add(from: Uint8Array, start: number, end: number): void {
    const at = this.#starts[this.size] as number;
    const next = at + end - start;
    if (next > this.#bytes.length) this.#bytes = enlarged(this.#bytes, next, Uint8Array);
    if (this.size + 2 > this.#starts.length) {
      this.#starts = enlarged(this.#starts, this.size + 2, Float64Array);
    }
    this.#bytes.set(from.subarray(start, end), at);
    this.size++;
    this.#starts[this.size] = next;
  }

  key(i: number): Uint8Array {
    return this.#bytes.subarray(this.#starts[i], this.#starts[i + 1]);
  }

  /** Byte `at` of a key, or −1 after its end. */
  byteAt(i: number, at: number): number {
    const place = (this.#starts[i] as number) + at;
    return place < (this.#starts[i + 1] as number) ? (this.#bytes[place] as number) : -1;
  }
}

type Growing = Uint8Array<ArrayBuffer> | Float64Array<ArrayBuffer>;

function enlarged<T extends Growing>(old: T, needed: number, Type: new (length: number) => T): T {
  const larger = new Type(Math.max(needed, old.length * 2));
  larger.set(old);
  return larger;
}
