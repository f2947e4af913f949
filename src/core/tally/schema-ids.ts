import type { KeyCounts } from "../keys/key-counts.ts";
import { CONFLUENT_FRAME_BYTES, schemaIdOf } from "../keys/key-frame.ts";
import { BYTES_PER_KEY, KeyTable } from "../keys/key-table.ts";
import { drawSecrets, hashBytes } from "../keys/table-hash.ts";
import type { Partitioner } from "../partitioners/partitioner.ts";
import { schemaIdsText } from "./schema-ids-text.ts";
import { type ClientPlacement, partitionerOf } from "./spec.ts";

/** Of more ids, the most frequent are compared: each is a hash of every key. */
const MAX_IDS = 16;
/** Keys are looked up in a table of about this size; more keys take several passes. */
const MAX_TABLE_BYTES = 128 * 1024 * 1024;

export interface SchemaId {
  readonly id: number;
  readonly keys: number;
  readonly records: number;
}

/** The Schema Registry's ids in a topic's keys, and what they do to the keys' partitions. */
export interface SchemaIds {
  /** The id with the most records first. */
  readonly ids: readonly SchemaId[];
  /** The ids in the baseline, if they are known. */
  readonly earlier: readonly number[] | undefined;
  /** Different keys, with the ids left out. */
  readonly logicalKeys: number;
  /** Those that the ids, with those of the baseline, put into different partitions. */
  readonly splitKeys: number;
  /** Different keys that have no id. */
  readonly unframedKeys: number;
  /** What several ids do to the keys: a clause. */
  readonly message: string;
}

interface Subject extends Omit<ClientPlacement, "emptyKey"> {
  readonly keys: Pick<KeyCounts, "blocks">;
  readonly partitions: number;
}

/** Exact for any number of keys; the memory for it is bounded. */
export function schemaIdsIn(
  subject: Subject,
  earlier?: readonly number[],
  maxTableBytes: number = MAX_TABLE_BYTES,
): SchemaIds {
  const { ids, unframedKeys, bytes } = countIds(subject);
  const known = [...new Set([...ids.map(({ id }) => id), ...(earlier ?? [])])].slice(0, MAX_IDS);
  const passes = Math.max(1, Math.ceil(bytes / maxTableBytes));
  const isSplit = splitter(subject, known);
  const found = { logicalKeys: 0, splitKeys: 0 };
  const secrets = drawSecrets();
  for (let pass = 0; pass < passes; pass++) {
    const logical = new KeyTable();
    forEachFramed(subject, (from, start, end) => {
      const inner = start + CONFLUENT_FRAME_BYTES;
      if (passes > 1 && hashBytes(from, inner, end, secrets) % passes !== pass) return;
      const { size } = logical;
      logical.add(from, inner, end, 1);
      if (logical.size > size && isSplit(from, start, end)) found.splitKeys++;
    });
    found.logicalKeys += logical.size;
  }
  const all = { ids, earlier, unframedKeys, ...found };
  return { ...all, message: schemaIdsText(all) };
}

function countIds(subject: Subject): {
  readonly ids: SchemaId[];
  readonly unframedKeys: number;
  readonly bytes: number;
} {
  const byId = new Map<number, { id: number; keys: number; records: number }>();
  const sums = { keys: 0, bytes: 0 };
  forEachFramed(subject, (_, start, end, id, records) => {
    sums.keys++;
    sums.bytes += end - start + BYTES_PER_KEY;
    const one = byId.get(id) ?? { id, keys: 0, records: 0 };
    byId.set(id, { id, keys: one.keys + 1, records: one.records + records });
  });
  let all = 0;
  for (const { size } of subject.keys.blocks()) all += size;
  const ids = [...byId.values()].sort((a, b) => b.records - a.records || a.id - b.id);
  return { ids, unframedKeys: all - sums.keys, bytes: sums.bytes };
}

/** Whether these ids put a key into different partitions. */
function splitter({ partitions, ...by }: Subject, [first, ...others]: readonly number[]) {
  const partitioner = partitionerOf(by);
  const { place } = partitioner;
  const hash = hashUnderId(partitioner);
  return (bytes: Uint8Array, start: number, end: number): boolean => {
    if (first === undefined || others.length === 0) return false;
    const at = place(hash(bytes, start, end, first), partitions);
    return others.some((id) => place(hash(bytes, start, end, id), partitions) !== at);
  };
}

/** The hash of keys with an id, as if it were another one. */
export function hashUnderId({ hash }: Partitioner) {
  let view = new DataView(new ArrayBuffer(1024));
  return (bytes: Uint8Array, start: number, end: number, id: number): number => {
    const length = end - start;
    if (length > view.byteLength) view = new DataView(new ArrayBuffer(2 * length));
    const framed = new Uint8Array(view.buffer);
    framed.set(bytes.subarray(start, end));
    view.setUint32(1, id);
    return hash(framed, 0, length);
  };
}

function forEachFramed(
  { keys }: Subject,
  visit: (bytes: Uint8Array, start: number, end: number, id: number, records: number) => void,
): void {
  for (const { size, bytes, starts, ends, counts } of keys.blocks()) {
    for (let i = 0; i < size; i++) {
      const [start, end] = [starts[i] as number, ends[i] as number];
      const id = schemaIdOf(bytes, start, end);
      if (id >= 0) visit(bytes, start, end, id, counts[i] as number);
    }
  }
}
