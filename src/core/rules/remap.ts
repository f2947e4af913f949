import { percent, plural } from "../text/format.ts";
import type { Evidence, Rule } from "./rule.ts";

/** A key that changes its partition loses its order at that moment. */
export const remap: Rule = {
  id: "remap",
  title: "Keys move to another partition",
  purpose:
    "Keys that move to another partition lose their order while both partitions are being read.",
  remedies: [
    "Let consumers drain the topic before the change, or move to a new topic.",
    "Keep the partition count if each key's order must be kept throughout.",
  ],
  about: "change",
  severity: "warning",
  show({ moved }) {
    if (moved === undefined) return undefined;
    const actual = moved.keyShare + moved.unknownKeyShare;
    return { relation: "≤", limit: 0, actual, format: percent, digits: 1 };
  },
  check(evidence) {
    const { moved } = evidence;
    if (moved === undefined) return undefined;
    const actual = moved.keyShare + moved.unknownKeyShare;
    if (actual === 0) return undefined;
    const effects = [...movedText(moved), ...unknownText(moved)];
    return { limit: 0, actual, message: `${describe(evidence)}: ${effects.join("; ")}` };
  },
  unjudged({ isMoveUnknown }) {
    if (isMoveUnknown !== true) return undefined;
    const why = "no partitioner is known for the recorded partitions";
    return { relation: "≤", limit: 0, format: percent, digits: 1, why };
  },
};

type Moved = NonNullable<Evidence["moved"]>;

function movedText({ keyShare, recordShare }: Moved): string[] {
  if (keyShare === 0) return [];
  return [
    `${percent(keyShare)} of these keys, with ${percent(recordShare)} of the records, now go to another partition and lose their order while both partitions are being read`,
  ];
}

function unknownText({ from: { keyType }, unknownKeyShare }: Moved): string[] {
  if (unknownKeyShare === 0 || keyType === undefined) return [];
  return [
    `${percent(unknownKeyShare)} of these keys cannot be converted to ${keyType}, so the partition that they had is not known`,
  ];
}

/** `from 48 to 96 partitions, and from murmur2 to crc32` */
function describe({ contract, moved }: Evidence): string {
  const from = moved?.from ?? contract;
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
