import type { Partitioner } from "#core/partitioners/partitioner.ts";
import type { KeyPlaces } from "#core/tally/key-places.ts";
import { PlacedKeys } from "#core/tally/placed-keys.ts";
import type { SizeSums } from "./group-means.ts";

/** Records and their size. */
export interface Load {
  readonly records: number;
  readonly bytes: number;
}

/** One record, or several that are equal. */
interface SampledRecord {
  readonly partition: number;
  readonly sizeBytes: number;
  readonly records?: number;
}

type LoadByPartition = Map<number, { records: number; bytes: number }>;

const NO_BYTES = new Uint8Array(0);

/** The keys of a sample, with the partitions and sizes of their records. */
export class SampledKeys {
  readonly #placed = new PlacedKeys();
  /** Of each key, by its number. */
  readonly #bytes: number[] = [];
  readonly #squares: number[] = [];
  readonly #keyless: LoadByPartition = new Map();
  /** Records with the empty key. */
  readonly #empty: LoadByPartition = new Map();
  #emptySquares = 0;
  /** The size of the largest record. */
  largestBytes = 0;

  /** Adds a record with the key `bytes[start, end)`. */
  add(bytes: Uint8Array, start: number, end: number, record: SampledRecord): void {
    const { partition, sizeBytes, records = 1 } = record;
    this.largestBytes = Math.max(this.largestBytes, sizeBytes);
    if (start === end) {
      addTo(this.#empty, record);
      this.#emptySquares += records * sizeBytes ** 2;
      return;
    }
    const number = this.#numberOf(bytes, start, end);
    this.#placed.add(bytes, start, end, partition, records);
    this.#addSize(number, records * sizeBytes, records * sizeBytes ** 2);
  }

  /** Adds a record without a key. */
  addKeyless(record: SampledRecord): void {
    this.largestBytes = Math.max(this.largestBytes, record.sizeBytes);
    addTo(this.#keyless, record);
  }

  /** Counts the empty key as a key if it is in one partition, and as none if it is in several. */
  settle(): void {
    const isKeyless = this.#empty.size > 1;
    for (const [partition, { records, bytes }] of this.#empty) {
      if (isKeyless) this.addKeyless({ partition, records, sizeBytes: bytes / records });
      else {
        const number = this.#numberOf(NO_BYTES, 0, 0);
        this.#placed.add(NO_BYTES, 0, 0, partition, records);
        this.#addSize(number, bytes, this.#emptySquares);
      }
    }
    this.#empty.clear();
  }

  /** Where the records of each key are. */
  places(): KeyPlaces {
    return this.#placed.places();
  }

  /** A partitioner's hashes of all keys by their numbers; valid until another's are requested. */
  hashes(partitioner: Partitioner): Uint32Array {
    const [block] = this.#placed.table.blocks();
    return block?.hashes(partitioner) ?? new Uint32Array(0);
  }

  /** The sizes of the records of each key, by its number. */
  sizes({ keys, key, records }: KeyPlaces): SizeSums[] {
    const counts = new Float64Array(keys);
    for (const [i, number] of key.entries()) {
      (counts[number] as number) += records[i] as number;
    }
    return Array.from(counts, (count, i) => {
      return { records: count, bytes: this.#bytes[i] ?? 0, squares: this.#squares[i] ?? 0 };
    });
  }

  /** Records without a key, by partition. */
  get keyless(): ReadonlyMap<number, Load> {
    return this.#keyless;
  }

  #numberOf(bytes: Uint8Array, start: number, end: number): number {
    const { table } = this.#placed;
    const known = table.find(bytes, start, end);
    return known < 0 ? table.size : known;
  }

  #addSize(number: number, bytes: number, squares: number): void {
    this.#bytes[number] = (this.#bytes[number] ?? 0) + bytes;
    this.#squares[number] = (this.#squares[number] ?? 0) + squares;
  }
}

function addTo(loads: LoadByPartition, { partition, sizeBytes, records = 1 }: SampledRecord): void {
  const load = loads.get(partition) ?? { records: 0, bytes: 0 };
  load.records += records;
  load.bytes += records * sizeBytes;
  loads.set(partition, load);
}

export function totalOf(loads: readonly Load[]): Load {
  return loads.reduce(
    (sum, { records, bytes }) => ({ records: sum.records + records, bytes: sum.bytes + bytes }),
    { records: 0, bytes: 0 },
  );
}

/** The largest number of records, and of bytes. */
export function largestOf(loads: readonly Load[]): Load {
  return loads.reduce(
    (most, { records, bytes }) => ({
      records: Math.max(most.records, records),
      bytes: Math.max(most.bytes, bytes),
    }),
    { records: 0, bytes: 0 },
  );
}
