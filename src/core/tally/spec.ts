import type { TopicContract } from "../contract/contract.ts";
import type { FilePlace } from "../errors/place.ts";
import type { KeyType } from "../keys/key-type.ts";
import { type PartitionerName, partitionerFor, partitionerNames } from "../partitioners/index.ts";
import type { Partitioner } from "../partitioners/partitioner.ts";

/** Where a client puts keys. */
export interface ClientPlacement {
  readonly partitioner: PartitionerName;
  /** `unplaced`: the empty key is treated as no key. */
  readonly emptyKey: "hashed" | "unplaced";
  readonly keyType: KeyType;
  /** The type that is hashed, if it is another one. */
  readonly hashedAs?: KeyType | undefined;
  /** Where a contract file names the client. */
  readonly where?: FilePlace | undefined;
}

/** How the keys of a topic are placed. */
export interface TallySpec extends ClientPlacement {
  readonly partitions: number;
  /** The different placements of other clients that write the topic, the fastest first. */
  readonly others: readonly ClientPlacement[];
  /** Whether records count where they were written. */
  readonly isRecorded: boolean;
}

export function tallySpec(contract: TopicContract): TallySpec {
  const { partitioner, emptyKey, partitions, producerPlacements, isRecorded } = contract;
  const keyType = contract.hashedAs ?? contract.keyType;
  const idOf = (one: ClientPlacement) => `${one.partitioner} ${one.emptyKey} ${one.keyType}`;
  const byId = new Map(
    producerPlacements
      .filter(({ ignoresKeys }) => !ignoresKeys)
      .map((one) => ({
        partitioner: one.partitioner,
        emptyKey: one.emptyKey,
        keyType: one.keyType,
        where: one.where,
      }))
      .map((one) => [idOf(one), one]),
  );
  byId.delete(idOf({ partitioner, emptyKey, keyType }));
  const rank = ({ partitioner: name }: ClientPlacement) => partitionerNames.indexOf(name);
  const others = [...byId.values()].sort((a, b) => rank(a) - rank(b));
  return { partitioner, emptyKey, keyType, partitions, others, isRecorded };
}

/** How the keys of a placement are hashed and placed; contracts name only what can be predicted. */
export function partitionerOf({
  partitioner,
  keyType,
  hashedAs = keyType,
}: Omit<ClientPlacement, "emptyKey">): Partitioner {
  const found = partitionerFor(partitioner, hashedAs);
  if (found === undefined) throw new Error(`${partitioner} cannot place keys of type ${hashedAs}`);
  return found;
}

/** A partitioner of the spec that hashes text. */
export function textPartitionerOf(spec: TallySpec): PartitionerName | undefined {
  return [spec, ...spec.others].find((one) => partitionerOf(one).hashesText)?.partitioner;
}
