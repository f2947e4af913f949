import { type ClientName, placementOf } from "../clients/clients.ts";
import type { TopicContract } from "../contract/contract.ts";
import { type PartitionerName, partitioners } from "../partitioners/index.ts";

/** Where a client puts keys. */
export interface ClientPlacement {
  readonly partitioner: PartitionerName;
  /** `unplaced`: the empty key is treated as no key. */
  readonly emptyKey: "hashed" | "unplaced";
}

/** How the keys of a topic are placed. */
export interface TallySpec extends ClientPlacement {
  readonly partitions: number;
  /** The different placements of other clients that write the topic, the fastest first. */
  readonly others: readonly ClientPlacement[];
}

export function tallySpec(contract: TopicContract): TallySpec {
  const { partitioner, emptyKey, partitions, producers } = contract;
  const idOf = (one: ClientPlacement) => `${one.partitioner} ${one.emptyKey}`;
  const byId = new Map(producers.map(clientPlacement).map((one) => [idOf(one), one]));
  byId.delete(idOf(contract));
  const rank = ({ partitioner: name }: ClientPlacement) => Object.keys(partitioners).indexOf(name);
  const others = [...byId.values()].sort((a, b) => rank(a) - rank(b));
  return { partitioner, emptyKey, partitions, others };
}

/** The placement of a client that a contract can name. */
export function clientPlacement(name: ClientName): ClientPlacement {
  const found = placementOf(name);
  if (found === undefined) throw new Error(`${name} ignores keys`);
  return found;
}
