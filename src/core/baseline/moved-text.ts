import type { TopicContract } from "../contract/contract.ts";
import type { Evidence } from "../rules/rule.ts";
import { percent, plural } from "../text/format.ts";

type Moved = Omit<NonNullable<Evidence["moved"]>, "message">;

/** What has changed, and what it does to the keys: a clause. */
export function movedText(moved: Moved, contract: TopicContract): string {
  const effects = [...movedKeysText(moved), ...unknownKeysText(moved)];
  return `${changesText(moved, contract)}: ${effects.join("; ")}`;
}

function movedKeysText({ keyShare, recordShare }: Moved): string[] {
  if (keyShare === 0) return [];
  return [
    `${percent(keyShare)} of these keys, with ${percent(recordShare)} of the records, now go to another partition and lose their order while both partitions are being read`,
  ];
}

function unknownKeysText({ from: { keyType }, unknownKeyShare }: Moved): string[] {
  if (unknownKeyShare === 0 || keyType === undefined) return [];
  return [
    `${percent(unknownKeyShare)} of these keys cannot be converted to ${keyType}, so the partition that they had is not known`,
  ];
}

/** `from 48 to 96 partitions, and from murmur2 to crc32` */
function changesText({ from }: Moved, contract: TopicContract): string {
  const counts =
    from.partitions === contract.partitions
      ? []
      : [`from ${from.partitions} to ${plural(contract.partitions, "partition")}`];
  const hashes =
    from.partitioner === contract.partitioner
      ? []
      : [`from ${from.partitioner} to ${contract.partitioner}`];
  const isSameType = from.keyType === undefined || from.keyType === contract.keyType;
  const types = isSameType ? [] : [`from key_type ${from.keyType} to ${contract.keyType}`];
  return [...counts, ...hashes, ...types].join(" and ");
}
