import { compareBytes } from "../bytes.ts";
import { tooManyKeys } from "../errors/messages.ts";
import type { Partitioner } from "../partitioners/partitioner.ts";
import type { KeyBlock, KeyCounts, KeyWithCount } from "./key-counts.ts";
import type { KeySink } from "./key-sink.ts";
import { drawSecrets, hashBytes } from "./table-hash.ts";

const MAX_ARENA_BYTES = 0xffff_ffff;
/** Offset, count, hash and slots of a key. */
export const BYTES_PER_KEY = 28;

/**
 * Counts records per distinct key, exactly, with keys as bytes.
 *
 * Layout: key i is `arena[offsets[i], offsets[i + 1])` with `counts[i]` records; `slots` is an
 * open-addressing index of i + 1 (0 = free) by a keyed hash of the bytes. A slot matches only
 * after a full comparison, so equal hashes never merge keys. The secrets are random, so nobody can
 * prepare keys that collide. No result depends on them or on the order of entries.
 */
export class KeyTable implements KeyCounts, KeySink {
  /** Number of distinct keys. */
  size = 0;
  /** Records with a key. */
  keyedRecords = 0;
  /** Records without a key. */
  nullRecords = 0;

  #arena = new Uint8Array(1 << 12);
  #offsets = new Uint32Array(1 << 8);
  #counts = new Float64Array(1 << 8);
  #hashes = new Uint32Array(1 << 8);
  #slots = new Uint32Array(1 << 9);
  #hashed: { readonly by?: Partitioner["hash"]; readonly hashes: Uint32Array } = {
    hashes: new Uint32Array(0),
  };
  readonly #secrets = drawSecrets();

  /** Records with and without a key. */
  get records(): number {
    return this.keyedRecords + this.nullRecords;
  }

  /** Approximate memory of the keys. */
  get memoryBytes(): number {
    return (this.#offsets[this.size] as number) + this.size * BYTES_PER_KEY;
  }

  /** All keys, as they are now. */
  *blocks(): Iterable<KeyBlock> {
    if (this.size > 0) yield this.#block();
  }

  #block(): KeyBlock {
    const { size } = this;
    const counts = this.#counts.subarray(0, size);
    const bytes = this.#arena;
    const starts = this.#offsets.subarray(0, size);
    const ends = this.#offsets.subarray(1, size + 1);
    return {
      size,
      bytes,
      starts,
      ends,
      counts,
      hashes: (partitioner) => this.#hashAll(partitioner),
      empty: this.find(bytes, 0, 0),
      nextAbove: (from, rank) => this.#nextAbove(from, rank),
    };
  }

  #nextAbove(from: number, rank: KeyWithCount | undefined): number {
    const least = rank?.count ?? 0;
    for (let i = from; i < this.size; i++) {
      const count = this.#counts[i] as number;
      if (count > least || (count === least && rank && this.#comesBefore(i, rank.key))) return i;
    }
    return -1;
  }

  #comesBefore(entry: number, key: Uint8Array): boolean {
    const [start, end] = [this.#offsets[entry] as number, this.#offsets[entry + 1] as number];
    return compareBytes(this.#arena.subarray(start, end), key) < 0;
  }

  /** Adds `count` records of the key `bytes[start, end)`, which is copied if new. */
  add(bytes: Uint8Array, start: number, end: number, count: number): void {
    const hash = hashBytes(bytes, start, end, this.#secrets);
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    this.keyedRecords += count;
    for (;;) {
      const entry = (this.#slots[slot] as number) - 1;
      if (entry < 0) break;
      if (this.#hashes[entry] === hash && this.#equals(entry, bytes, start, end)) {
        (this.#counts[entry] as number) += count;
        return;
      }
      slot = (slot + 1) & mask;
    }
    this.#insert(slot, hash, bytes, start, end, count);
  }

  /** Adds all keys and records to another sink. */
  addTo(sink: KeySink): void {
    for (let i = 0; i < this.size; i++) {
      const [start, end] = [this.#offsets[i] as number, this.#offsets[i + 1] as number];
      sink.add(this.#arena, start, end, this.#counts[i] as number);
    }
    sink.addNull(this.nullRecords);
  }

  addNull(count: number): void {
    this.nullRecords += count;
  }

  /** Index of the key `bytes[start, end)`, or −1. */
  find(bytes: Uint8Array, start: number, end: number): number {
    const hash = hashBytes(bytes, start, end, this.#secrets);
    const mask = this.#slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const entry = (this.#slots[slot] as number) - 1;
      if (entry < 0) return -1;
      if (this.#hashes[entry] === hash && this.#equals(entry, bytes, start, end)) return entry;
    }
  }

  /** The hashes of all keys; the last ones are kept, because what-if runs ask for them again. */
  #hashAll({ hash }: Partitioner): Uint32Array {
    const isKnown = this.#hashed.by === hash && this.#hashed.hashes.length === this.size;
    if (isKnown) return this.#hashed.hashes;
    const hashes = new Uint32Array(this.size);
    for (let i = 0; i < hashes.length; i++) {
      hashes[i] = hash(this.#arena, this.#offsets[i] as number, this.#offsets[i + 1] as number);
    }
    this.#hashed = { by: hash, hashes };
    return hashes;
  }

  #equals(entry: number, bytes: Uint8Array, start: number, end: number): boolean {
    const from = this.#offsets[entry] as number;
    if ((this.#offsets[entry + 1] as number) - from !== end - start) return false;
    const shift = from - start;
    for (let i = start; i < end; i++) if (this.#arena[i + shift] !== bytes[i]) return false;
    return true;
  }

  #insert(
    slot: number,
    hash: number,
    bytes: Uint8Array,
    start: number,
    end: number,
    count: number,
  ): void {
    const entry = this.size;
    if (entry + 2 > this.#offsets.length) this.#growEntries();
    const from = this.#offsets[entry] as number;
    const to = from + (end - start);
    if (to > this.#arena.length) this.#growArena(to);
    for (let i = start, j = from; i < end; i++, j++) this.#arena[j] = bytes[i] as number;
    this.#offsets[entry + 1] = to;
    this.#hashes[entry] = hash;
    this.#counts[entry] = count;
    this.#slots[slot] = entry + 1;
    this.size = entry + 1;
    if (this.size * 2 > this.#slots.length) this.#growSlots();
  }

  #growEntries(): void {
    const length = this.#offsets.length * 2;
    this.#offsets = copyInto(this.#offsets, new Uint32Array(length));
    this.#hashes = copyInto(this.#hashes, new Uint32Array(length));
    this.#counts = copyInto(this.#counts, new Float64Array(length));
  }

  #growArena(needed: number): void {
    if (needed > MAX_ARENA_BYTES) throw tooManyKeys(this.size);
    const length = Math.min(MAX_ARENA_BYTES, Math.max(needed, this.#arena.length * 2));
    this.#arena = copyInto(this.#arena, new Uint8Array(length));
  }

  #growSlots(): void {
    const slots = new Uint32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    for (let entry = 0; entry < this.size; entry++) {
      let slot = (this.#hashes[entry] as number) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = entry + 1;
    }
    this.#slots = slots;
  }
}

function copyInto<T extends { set(from: T): void }>(from: T, to: T): T {
  to.set(from);
  return to;
}
