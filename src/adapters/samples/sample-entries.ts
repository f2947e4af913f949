import { createHash } from "node:crypto";
import { concatBytes } from "#core/bytes.ts";
import { readLeb128 } from "#core/samples/leb128.ts";
import { readColumns } from "#core/samples/sample-columns.ts";
import {
  damagedSample,
  entryBytes,
  type SampleHeader,
  signedHeader,
} from "#core/samples/sample-format.ts";
import type { SampleSums } from "#core/samples/sample-sums.ts";

/** Adds a sample's entries to the keys as they are read. */
export class SampleEntries {
  readonly #header: SampleHeader;
  readonly #sums: SampleSums;
  readonly #columns: readonly string[];
  readonly #entryBytes: number;
  readonly #hash = createHash("sha256");
  /** The beginning of an entry that continues in the next chunk. */
  #rest: Uint8Array = new Uint8Array(0);
  /** The columns of null keys and then of empty keys that have not been read yet. */
  readonly #keyless: ("null" | "empty")[];
  #added = 0;
  #tailBytes = 0;

  constructor(header: SampleHeader, sums: SampleSums) {
    this.#header = header;
    this.#sums = sums;
    this.#columns = header.columns ?? [];
    this.#entryBytes = entryBytes(header.hashes);
    this.#keyless = this.#columns.length > 0 ? ["null", "empty"] : [];
    this.#hash.update(signedHeader(header));
  }

  /** @throws UserError for an invalid entry, and for more entries than the header says */
  push(chunk: Uint8Array): void {
    this.#hash.update(chunk);
    const bytes = this.#rest.length === 0 ? chunk : concatBytes(this.#rest, chunk);
    let at = 0;
    for (let next: number | undefined = 0; next !== undefined; next = this.#next(bytes, at)) {
      at = next;
    }
    // A copy, because the chunk may be overwritten; a Buffer's `slice` would not copy.
    this.#rest = Uint8Array.from(bytes.subarray(at));
  }

  /** @throws UserError if entries are missing or the checksum is wrong */
  end(): void {
    const { keys, tail_bytes = 0, sha256, null_records, empty_records } = this.#header;
    const isWhole =
      this.#rest.length === 0 &&
      this.#keyless.length === 0 &&
      this.#added === keys &&
      this.#sums.windows?.isOpen !== true &&
      this.#tailBytes === tail_bytes;
    if (!isWhole || this.#hash.digest("hex") !== sha256) throw damagedSample();
    this.#sums.addWithout(null_records, empty_records);
  }

  /** Adds the next entry; returns where it ends, or undefined if it continues in the next chunk. */
  #next(bytes: Uint8Array, at: number): number | undefined {
    if (at === bytes.length) return undefined;
    const [keyless] = this.#keyless;
    if (keyless !== undefined) return this.#addKeyless(keyless, bytes, at);
    return this.#added === this.#header.keys
      ? this.#readTail(bytes, at)
      : this.#addEntry(bytes, at);
  }

  /** Windows, if the contract has any, and then what is not known. */
  #readTail(bytes: Uint8Array, at: number): number | undefined {
    const { windows } = this.#sums;
    const end = windows?.isOpen ? windows.next(bytes, at) : bytes.length;
    this.#tailBytes += (end ?? at) - at;
    if (this.#tailBytes > (this.#header.tail_bytes ?? 0)) throw damagedSample();
    return end;
  }

  #addKeyless(kind: "null" | "empty", bytes: Uint8Array, at: number): number | undefined {
    const columns = readColumns(bytes, at, this.#columns);
    if (columns === undefined) return undefined;
    this.#keyless.shift();
    const { null_records, empty_records } = this.#header;
    const records = kind === "null" ? null_records : empty_records;
    this.#sums.addKeyless(kind, records, columns.details);
    return columns.end;
  }

  #addEntry(bytes: Uint8Array, at: number): number | undefined {
    const count = readLeb128(bytes, at + this.#entryBytes);
    if (count === undefined) return undefined;
    if (!(count.value > 0)) throw damagedSample();
    const columns = readColumns(bytes, count.end, this.#columns);
    if (columns === undefined) return undefined;
    this.#sums.addEntry(bytes, at, count.value, columns.details);
    this.#added++;
    return columns.end;
  }
}
