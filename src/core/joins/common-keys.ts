import type { TopicContract } from "../contract/contract.ts";
import type { KeyBlock, KeyCounts } from "../keys/key-counts.ts";
import { CONFLUENT_FRAME_BYTES, schemaIdOf } from "../keys/key-frame.ts";
import { BYTES_PER_KEY, KeyTable } from "../keys/key-table.ts";
import { type RetypeKey, retypeKeys } from "../keys/retype-key.ts";
import { drawSecrets, hashBytes } from "../keys/table-hash.ts";
import { partitionerOf } from "../tally/spec.ts";
import type { CommonKeys } from "./join.ts";

/** Keys are looked up in a table of at most about this size; of more, in several passes. */
const MAX_TABLE_BYTES = 128 * 1024 * 1024;
/** Partition, records in the other topic, and whether the key meets. */
const BYTES_PER_ENTRY = BYTES_PER_KEY + 24;
const UNPLACED = -1;
/** Of a key with several schema ids, which put it into several partitions. */
const SEVERAL = -2;

/** A topic's keys, and where they are. */
export interface JoinSide {
  readonly contract: TopicContract;
  readonly keys: KeyCounts;
  /** Where most records of the key `bytes[start, end)` of a block were written, or −1; if that counts. */
  readonly writtenPlace?: PlaceOf | undefined;
}

type PlaceOf = (bytes: Uint8Array, start: number, end: number) => number;

interface Sums extends Record<"own" | "other", ReturnType<typeof noRecords>> {
  keys: number;
  meetingKeys: number;
}

/** Receives a key without its schema id, with its partition and records. */
type Visit = (bytes: Uint8Array, start: number, end: number, place: number, count: number) => void;

/** Why the keys of two topics cannot be compared: a clause; undefined if they can. */
export function whyIncomparable(own: JoinSide, other: JoinSide): string | undefined {
  const [a, b] = [own.keys.digestSecret, other.keys.digestSecret];
  if (a === undefined && b === undefined) return undefined;
  if (a === undefined || b === undefined) {
    return "one of the topics has a sample file, which contains no keys, and the other does not";
  }
  if (a !== b) return "their sample files were made with different secrets";
  if (own.contract.keyType === other.contract.keyType) return undefined;
  return "their sample files have digests of keys of different types";
}

/**
 * The keys that both topics have, whatever the key type, and which of them meet. Exact for any number of
 * keys, because their bytes are compared; the memory for it is bounded.
 */
export function commonKeys(
  own: JoinSide,
  other: JoinSide,
  maxTableBytes: number = MAX_TABLE_BYTES,
): CommonKeys {
  const { keyType } = own.contract;
  const isSame = own.keys.digestSecret !== undefined || isBytes(keyType, other.contract.keyType);
  const retype = isSame ? undefined : retypeKeys(other.contract.keyType, keyType);
  const sums: Sums = { keys: 0, meetingKeys: 0, own: noRecords(), other: noRecords() };
  const size = keyedRecords(own, sums.own);
  keyedRecords(other, sums.other);
  const passes = Math.max(1, Math.ceil(size / maxTableBytes));
  const secrets = drawSecrets();
  for (let pass = 0; pass < passes; pass++) {
    const isIncluded = (bytes: Uint8Array, start: number, end: number) =>
      passes === 1 || hashBytes(bytes, start, end, secrets) % passes === pass;
    const table = new JoinTable();
    forEachKey(own, undefined, (bytes, start, end, place, count) => {
      if (isIncluded(bytes, start, end)) table.add(bytes, start, end, place, count);
    });
    forEachKey(other, retype, (bytes, start, end, place, count) => {
      if (isIncluded(bytes, start, end)) table.join(bytes, start, end, place, count);
    });
    table.addTo(sums);
  }
  return sums;
}

function isBytes(...types: readonly string[]): boolean {
  return types.some((type) => type.startsWith("bytes-"));
}

function noRecords() {
  return { keyed: 0, common: 0, meeting: 0 };
}

/** Adds the records with a key; returns about how many bytes a table of the keys takes. */
function keyedRecords({ keys }: JoinSide, sums: { keyed: number }): number {
  let memory = 0;
  for (const { size, starts, ends, counts } of keys.blocks()) {
    for (let i = 0; i < size; i++) {
      const length = (ends[i] as number) - (starts[i] as number);
      memory += length + BYTES_PER_ENTRY;
      if (length > 0) sums.keyed += counts[i] as number;
    }
  }
  return memory;
}

/** All keys that are not empty and have a partition. */
function forEachKey(side: JoinSide, retype: RetypeKey | undefined, visit: Visit): void {
  const frameBytes = side.contract.keyFrame === "confluent" ? CONFLUENT_FRAME_BYTES : 0;
  for (const block of side.keys.blocks()) {
    const { size, bytes, starts, ends, counts, isDigests } = block;
    const placeOf = placesIn(block, side);
    for (let i = 0; i < size; i++) {
      const [start, end] = [starts[i] as number, ends[i] as number];
      const place = start === end ? UNPLACED : placeOf(i);
      if (place === UNPLACED) continue;
      const isFramed = frameBytes > 0 && !isDigests && schemaIdOf(bytes, start, end) >= 0;
      const from = isFramed ? start + frameBytes : start;
      const key = retype?.(bytes.subarray(from, end));
      if (key !== undefined) visit(key, 0, key.length, place, counts[i] as number);
      else if (retype === undefined) visit(bytes, from, end, place, counts[i] as number);
    }
  }
}

function placesIn(block: KeyBlock, { contract, writtenPlace }: JoinSide): (i: number) => number {
  const { bytes, starts, ends } = block;
  if (writtenPlace !== undefined) {
    return (i) => writtenPlace(bytes, starts[i] as number, ends[i] as number);
  }
  const partitioner = partitionerOf(contract);
  const hashes = block.hashes(partitioner);
  return (i) => partitioner.place(hashes[i] as number, contract.partitions);
}

/** Keys of one topic, looked up by those of the other. */
class JoinTable {
  readonly #keys = new KeyTable();
  readonly #places: number[] = [];
  /** Records of the other topic; 0 if it does not have the key. */
  readonly #others: number[] = [];
  readonly #isApart: boolean[] = [];

  add(bytes: Uint8Array, start: number, end: number, place: number, count: number): void {
    const { size } = this.#keys;
    this.#keys.add(bytes, start, end, count);
    if (this.#keys.size > size) {
      this.#places.push(place);
      this.#others.push(0);
      this.#isApart.push(false);
      return;
    }
    const at = this.#keys.find(bytes, start, end);
    if (this.#places[at] !== place) this.#places[at] = SEVERAL;
  }

  join(bytes: Uint8Array, start: number, end: number, place: number, count: number): void {
    const at = this.#keys.find(bytes, start, end);
    if (at < 0) return;
    (this.#others[at] as number) += count;
    this.#isApart[at] ||= this.#places[at] !== place;
  }

  addTo(sums: Sums): void {
    const [block] = this.#keys.blocks();
    for (const [i, others] of this.#others.entries()) {
      if (others === 0) continue;
      const records = block?.counts[i] as number;
      sums.keys++;
      sums.own.common += records;
      sums.other.common += others;
      if (this.#isApart[i]) continue;
      sums.meetingKeys++;
      sums.own.meeting += records;
      sums.other.meeting += others;
    }
  }
}
