import { KeyTable } from "../keys/key-table.ts";
import type { KeyPlaces } from "./key-places.ts";

const PAIR_BYTES = 8;

/**
 * Which partitions the records of each key were written to. Memory: that of the keys, and 12 bytes per
 * key; more only for keys in several partitions.
 */
export class PlacedKeys {
  /** The keys, numbered in the order in which they were added. The counts mean nothing. */
  readonly table = new KeyTable();
  #first = new Uint32Array(1 << 8);
  #firstRecords = new Float64Array(1 << 8);
  /** Records in all further partitions of a key, by the key's number and the partition. */
  readonly #others = new KeyTable();
  readonly #pair = new DataView(new ArrayBuffer(PAIR_BYTES));

  get memoryBytes(): number {
    return this.table.memoryBytes + 12 * this.table.size + this.#others.memoryBytes;
  }

  add(bytes: Uint8Array, start: number, end: number, partition: number, records: number): void {
    const { table } = this;
    const known = table.find(bytes, start, end);
    if (known < 0) this.#addKey(bytes, start, end, partition, records);
    else if (this.#first[known] === partition) (this.#firstRecords[known] as number) += records;
    else this.#addOther(known, partition, records);
  }

  places(): KeyPlaces {
    const keys = this.table.size;
    const pairs = keys + this.#others.size;
    const [key, partition] = [new Uint32Array(pairs), new Uint32Array(pairs)];
    const records = new Float64Array(pairs);
    for (let i = 0; i < keys; i++) key[i] = i;
    partition.set(this.#first.subarray(0, keys));
    records.set(this.#firstRecords.subarray(0, keys));
    for (const { size, bytes, starts, counts } of this.#others.blocks()) {
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      for (let i = 0; i < size; i++) {
        key[keys + i] = view.getUint32(starts[i] as number);
        partition[keys + i] = view.getUint32((starts[i] as number) + 4);
        records[keys + i] = counts[i] as number;
      }
    }
    return { keys, key, partition, records };
  }

  #addKey(bytes: Uint8Array, start: number, end: number, partition: number, records: number): void {
    const number = this.table.size;
    this.table.add(bytes, start, end, 1);
    if (number === this.#first.length) {
      this.#first = grown(this.#first, new Uint32Array(2 * number));
      this.#firstRecords = grown(this.#firstRecords, new Float64Array(2 * number));
    }
    this.#first[number] = partition;
    this.#firstRecords[number] = records;
  }

  #addOther(key: number, partition: number, records: number): void {
    this.#pair.setUint32(0, key);
    this.#pair.setUint32(4, partition);
    this.#others.add(new Uint8Array(this.#pair.buffer), 0, PAIR_BYTES, records);
  }
}

function grown<T extends { set(from: T): void }>(from: T, to: T): T {
  to.set(from);
  return to;
}
