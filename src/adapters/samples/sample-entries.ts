import { createHash } from "node:crypto";
import { concatBytes } from "#core/bytes.ts";
import type { DigestedKeys } from "#core/samples/digested-keys.ts";
import {
  damagedSample,
  entryBytes,
  type SampleHeader,
  signedHeader,
} from "#core/samples/sample-format.ts";

const BITS_PER_BYTE = 7;

/** Adds a sample's entries to keys, as they come in. */
export class SampleEntries {
  readonly #header: SampleHeader;
  readonly #keys: DigestedKeys;
  readonly #entryBytes: number;
  readonly #hash = createHash("sha256");
  /** The beginning of an entry that goes on in the next chunk. */
  #rest: Uint8Array = new Uint8Array(0);
  #added = 0;

  constructor(header: SampleHeader, keys: DigestedKeys) {
    this.#header = header;
    this.#keys = keys;
    this.#entryBytes = entryBytes(header.hashes);
    this.#hash.update(signedHeader(header));
  }

  /** What the keys take, those of other samples among them. */
  get memoryBytes(): number {
    return this.#keys.memoryBytes;
  }

  /** @throws UserError for what is no entry, and for more of them than the header says */
  push(chunk: Uint8Array): void {
    this.#hash.update(chunk);
    const bytes = this.#rest.length === 0 ? chunk : concatBytes(this.#rest, chunk);
    let at = 0;
    for (;;) {
      const count = readCount(bytes, at + this.#entryBytes);
      if (count === undefined) break;
      if (this.#added === this.#header.keys) throw damagedSample();
      this.#keys.add(bytes, at, count.value);
      this.#added++;
      at = count.end;
    }
    // A copy, which `slice` of a Buffer is not: the chunk may be overwritten.
    this.#rest = Uint8Array.from(bytes.subarray(at));
  }

  /** @throws UserError unless all entries were there, and are what was written */
  end(): void {
    const isWhole = this.#rest.length === 0 && this.#added === this.#header.keys;
    if (!isWhole || this.#hash.digest("hex") !== this.#header.sha256) throw damagedSample();
    this.#keys.addWithout(this.#header.null_records, this.#header.empty_records);
  }
}

/** Undefined where the bytes end before it does. */
function readCount(bytes: Uint8Array, start: number): { value: number; end: number } | undefined {
  let value = 0;
  for (let at = start, factor = 1; at < bytes.length; at++, factor *= 2 ** BITS_PER_BYTE) {
    const byte = bytes[at] as number;
    value += (byte & 0x7f) * factor;
    if (value > Number.MAX_SAFE_INTEGER) throw damagedSample();
    if (byte < 0x80) {
      if (value === 0) throw damagedSample();
      return { value, end: at + 1 };
    }
    if (factor > Number.MAX_SAFE_INTEGER) throw damagedSample();
  }
  return undefined;
}
