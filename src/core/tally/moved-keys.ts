import { sampleLacksHashes } from "../errors/sample-messages.ts";
import type { KeyBlock, KeyCounts } from "../keys/key-counts.ts";
import type { KeyType } from "../keys/key-type.ts";
import { type RetypeKey, retypeKeys } from "../keys/retype-key.ts";
import { type PartitionerName, partitionerFor } from "../partitioners/index.ts";
import type { Partitioner } from "../partitioners/partitioner.ts";
import { type ClientPlacement, partitionerOf } from "./spec.ts";

/** No hash: they have 32 bits. */
const UNKNOWN = -(2 ** 40);

/** How keys are spread over a number of partitions. */
export interface PartitionPlacement {
  readonly partitioner: PartitionerName;
  readonly partitions: number;
  /** Undefined if it is not known, or the same as that of the keys. */
  readonly keyType?: KeyType | undefined;
}

interface MovedKeys {
  readonly keys: number;
  readonly records: number;
  /** Keys whose bytes by the other key type cannot be computed; they do not count as moved. */
  readonly unknownKeys: number;
}

/**
 * The number of keys, and of their records, with different partitions by `from` and `to`. An empty
 * key without a partition does not count. The keys are serialized by the key type of `to`. Undefined if
 * `from` and `to` are the same.
 *
 * @throws UserError if a sample lacks the hashes of one of them
 */
export function movedKeys(
  keys: Pick<KeyCounts, "blocks" | "digests">,
  from: PartitionPlacement,
  to: PartitionPlacement,
  by: Omit<ClientPlacement, "partitioner">,
): MovedKeys | undefined {
  const retype = from.keyType && to.keyType && retypeKeys(to.keyType, from.keyType);
  const isAlike = from.partitioner === to.partitioner && retype === undefined;
  if (isAlike && from.partitions === to.partitions) return undefined;
  const after = partitionerOf({ ...by, partitioner: to.partitioner });
  const earlierType = by.hashedAs ?? from.keyType ?? by.keyType;
  const before = partitionerFor(from.partitioner, earlierType);
  const isKnown = (hash: Partitioner["hash"]) => keys.digests?.has(hash) !== false;
  if (before === undefined || !isKnown(before.hash)) throw sampleLacksHashes(from.partitioner);
  if (!isKnown(after.hash)) throw sampleLacksHashes(to.partitioner);
  const moved = { keys: 0, records: 0, unknownKeys: 0 };
  for (const block of keys.blocks()) {
    const earlier = earlierHashes(block, before, retype, isAlike);
    const hashes = block.hashes(after);
    const unplaced = by.emptyKey === "unplaced" ? block.empty : -1;
    for (let i = 0; i < block.size; i++) {
      if (i === unplaced) continue;
      if (earlier[i] === UNKNOWN) {
        moved.unknownKeys++;
        continue;
      }
      const place = before.place(earlier[i] as number, from.partitions);
      if (after.place(hashes[i] as number, to.partitions) === place) continue;
      moved.keys++;
      moved.records += block.counts[i] as number;
    }
  }
  return moved;
}

function earlierHashes(
  block: KeyBlock,
  partitioner: Partitioner,
  retype: RetypeKey | undefined,
  isAlike: boolean,
): ArrayLike<number> {
  // Hashes are valid only until another partitioner's are requested.
  if (retype === undefined) {
    return isAlike ? block.hashes(partitioner) : block.hashes(partitioner).slice();
  }
  const { size, bytes, starts, ends } = block;
  return Float64Array.from({ length: size }, (_, i) => {
    const key = retype(bytes.subarray(starts[i], ends[i]));
    return key === undefined ? UNKNOWN : partitioner.hash(key, 0, key.length);
  });
}
