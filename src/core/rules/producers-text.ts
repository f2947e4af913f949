import type { TopicContract } from "../contract/contract.ts";
import { percent } from "../text/format.ts";
import { joined } from "../text/joined.ts";

/**
 * Which clients disagree: a clause.
 *
 * @param keys share of the keys that they place differently
 * @param records share of the records with these keys
 */
export function producersText(contract: TopicContract, keys: number, records: number): string {
  const ignoring = contract.producerPlacements.filter((one) => one.ignoresKeys);
  if (ignoring.length > 0) {
    const names = ignoring.map(({ client, partitioner }) => client ?? partitioner);
    return `${joined(names)} (ignoring keys) can put a key into any partition; a key in several partitions loses its order`;
  }
  return `${describe(contract)} place ${percent(keys)} of these keys, with ${percent(records)} of the records, in different partitions; they must agree on all of them, because a key in several partitions loses its order`;
}

/** `java (murmur2) and librdkafka (crc32)`; with the contract's own partitioner if no client has it. */
function describe({ producerPlacements: placed, partitioner, ...contract }: TopicContract): string {
  const keyType = contract.hashedAs ?? contract.keyType;
  const clients = placed.map(({ client, ...one }) => {
    const types = one.keyType === keyType ? "" : `, key_type ${one.keyType}`;
    return client === undefined
      ? `partitioner ${one.partitioner}${types}`
      : `${client} (${one.partitioner}${types})`;
  });
  const isOneOfThem = placed.some((one) => one.partitioner === partitioner);
  return joined([...clients, ...(isOneOfThem ? [] : [`partitioner ${partitioner}`])]);
}
