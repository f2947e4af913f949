import type { Producer } from "../contract/contract.ts";
import { type PartitionerName, partitionerNames } from "../partitioners/index.ts";

interface Change {
  readonly client: string;
  /** What to set. */
  readonly setting: string;
}

interface Common {
  readonly partitioner: PartitionerName;
  readonly changes: readonly Change[];
}

/**
 * The partitioner that all clients can use, each also for the empty key, with the fewest changes of
 * their settings; undefined if there is none.
 */
export function commonPartitioner(producers: readonly Producer[]): Common | undefined {
  const all = partitionerNames.flatMap((partitioner) => {
    const changes = producers.map((one) => changeTo(partitioner, one));
    return changes.includes(undefined)
      ? []
      : [{ partitioner, changes: changes.flatMap((one) => one ?? []) }];
  });
  const [best] = all.sort((a, b) => a.changes.length - b.changes.length);
  return best;
}

/** Nothing if the client does so already; undefined if it is not known how. */
function changeTo(partitioner: PartitionerName, producer: Producer): Change[] | undefined {
  const { client, settings, ignoresKeys, keysAgain } = producer;
  const isSame = producer.partitioner === partitioner && producer.emptyKey === "hashed";
  if (isSame && !ignoresKeys) return [];
  if (client === undefined) return undefined;
  if (isSame) return [{ client, setting: keysAgain }];
  const setting = settings[partitioner];
  return setting === undefined ? undefined : [{ client, setting }];
}
