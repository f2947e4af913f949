import type { KeyBlock, KeyCounts } from "../keys/key-counts.ts";
import { KeyTable } from "../keys/key-table.ts";
import type { Partitioner } from "../partitioners/partitioner.ts";
import { DIGEST_BYTES, entryBytes, hashOffsets, type SampleHeader } from "./sample-format.ts";

/** Keys that are known only by their digests and hashes. */
export class DigestedKeys implements KeyCounts {
  readonly #entries = new KeyTable();
  readonly #entryBytes: number;
  readonly #offsets: ReadonlyMap<Partitioner["hash"], number>;
  #emptyRecords = 0;

  /** From the samples' header. */
  readonly digestSecret: string;

  constructor({ hashes, secret, key_type }: Pick<SampleHeader, "hashes" | "secret" | "key_type">) {
    this.digestSecret = secret;
    this.#entryBytes = entryBytes(hashes);
    this.#offsets = hashOffsets(hashes, key_type);
  }

  get nullRecords(): number {
    return this.#entries.nullRecords;
  }

  get memoryBytes(): number {
    return this.#entries.memoryBytes;
  }

  get digests(): ReadonlySet<Partitioner["hash"]> {
    return new Set(this.#offsets.keys());
  }

  /** Adds records to the entry at `start`. Equal entries of several samples are added up. */
  add(bytes: Uint8Array, start: number, records: number): void {
    this.#entries.add(bytes, start, start + this.#entryBytes, records);
  }

  addWithout(nullRecords: number, emptyRecords: number): void {
    this.#entries.addNull(nullRecords);
    this.#emptyRecords += emptyRecords;
  }

  *blocks(): Iterable<KeyBlock> {
    for (const block of this.#entries.blocks()) yield this.#digestBlock(block);
    if (this.#emptyRecords > 0) {
      const empty = new KeyTable();
      empty.add(new Uint8Array(0), 0, 0, this.#emptyRecords);
      yield* empty.blocks();
    }
  }

  /** The block with digests as keys, and the hashes that follow them in the entries. */
  #digestBlock(block: KeyBlock): KeyBlock {
    const { size, bytes, starts } = block;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return {
      ...block,
      isDigests: true,
      ends: starts.map((start) => start + DIGEST_BYTES),
      hashes: ({ name, hash }) => {
        const offset = this.#offsets.get(hash);
        if (offset === undefined) throw new Error(`the sample has no hashes for ${name}`);
        return Uint32Array.from({ length: size }, (_, i) =>
          view.getUint32((starts[i] as number) + offset, true),
        );
      },
    };
  }
}
