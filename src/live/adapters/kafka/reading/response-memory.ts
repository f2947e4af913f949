/** Larger responses are rare, and get memory of their own. */
const KEPT_BYTES = 16 * 1024 * 1024;

/** Bytes as they have arrived, in pieces. */
interface Pieces {
  readonly length: number;
  readonly buffers: readonly Uint8Array[];
}

/**
 * Where one response after another is put. Fresh memory for each of them would take longer than
 * reading its records.
 */
export class ResponseMemory {
  #kept = Buffer.alloc(0);

  /** The bytes in one piece, valid until the next call. */
  gather({ length, buffers }: Pieces): Buffer {
    const bytes = this.#room(length);
    let at = 0;
    for (const piece of buffers) {
      bytes.set(piece, at);
      at += piece.length;
    }
    return bytes;
  }

  #room(length: number): Buffer {
    if (length > KEPT_BYTES) return Buffer.allocUnsafe(length);
    if (length > this.#kept.length) {
      this.#kept = Buffer.allocUnsafe(Math.min(KEPT_BYTES, length * 2));
    }
    return this.#kept.subarray(0, length);
  }
}
