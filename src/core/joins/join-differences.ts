import type { TopicContract } from "../contract/contract.ts";
import type { JoinedTopic } from "../contract/joined-topic.ts";
import type { KeyType } from "../keys/key-type.ts";
import { type PartitionerName, partitionerFor } from "../partitioners/index.ts";
import type { JoinDifference, JoinPartner } from "./join.ts";

/** Hashes to try placements on: both ends of the signed range, and some between. */
const EXTREMES = [0x7fffffff, 0x80000000, 0x80000001, 0xffffffff];
const HASHES = [...Uint32Array.from({ length: 4096 }, (_, i) => Math.imul(i, 0x9e3779b1))];

type Side = JoinedTopic & Pick<TopicContract, "hashedAs">;

/**
 * What differs in two topics that are joined: by their contracts, and where they do not explain it, by the
 * keys.
 *
 * @param ownEmpty records of this topic with the empty key
 */
export function joinDifferences(
  own: Side,
  other: JoinedTopic,
  { common, emptyRecords }: Omit<JoinPartner, "topic">,
  ownEmpty: number,
): JoinDifference[] {
  const found: JoinDifference[] = [];
  const add = (field: JoinDifference["field"], a: string, b: string) =>
    found.push({ field, own: a, other: b });
  const [type, otherType] = [own.hashedAs ?? own.keyType, other.keyType];
  if (own.partitions !== other.partitions) {
    add("partitions", String(own.partitions), String(other.partitions));
  }
  const areHashed = !own.isRecorded && !other.isRecorded;
  if (areHashed && !arePlacedAlike(own, other)) {
    add("partitioner", own.partitioner, other.partitioner);
  }
  if (!areSerializedAlike(type, otherType) || !areHashedAlike(own.partitioner, type, otherType)) {
    add("key_type", type, otherType);
  }
  if (own.keyFrame !== other.keyFrame) {
    add("key_frame", own.keyFrame ?? "none", other.keyFrame ?? "none");
  }
  const hasEmpty = ownEmpty > 0 && emptyRecords !== 0;
  if (areHashed && hasEmpty && own.emptyKey !== other.emptyKey) {
    add("empty_keys", own.emptyKey, other.emptyKey);
  }
  const isApart = common !== undefined && common.meetingKeys < common.keys;
  if (isApart && found.length === 0) add("keys", "", "");
  return found;
}

/** Whether equal bytes go to the same partition of as many; some partitioners agree over some counts. */
function arePlacedAlike(own: Side, other: JoinedTopic): boolean {
  if (own.partitioner === other.partitioner) return true;
  const type = own.hashedAs ?? own.keyType;
  const [a, b] = [partitionerFor(own.partitioner, type), partitionerFor(other.partitioner, type)];
  if (a === undefined || b === undefined || a.hash !== b.hash) return false;
  const { partitions } = own;
  return [...EXTREMES, ...HASHES].every(
    (hash) => a.place(hash, partitions) === b.place(hash, partitions),
  );
}

/** Hex and Base64 say nothing about the serializer; UUIDs are serialized as their text. */
function areSerializedAlike(a: KeyType, b: KeyType): boolean {
  const isBytes = (type: KeyType) => type.startsWith("bytes-");
  const formOf = (type: KeyType) => (type === "uuid" ? "string" : type);
  return isBytes(a) || isBytes(b) || formOf(a) === formOf(b);
}

/** Some clients hash the object, not its bytes. */
function areHashedAlike(name: PartitionerName, a: KeyType, b: KeyType): boolean {
  return partitionerFor(name, a)?.hash === partitionerFor(name, b)?.hash;
}
