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
    return { relation: "≤", limit: 0, actual: moved.keyShare, format: percent, digits: 1 };
  },
  check(evidence) {
    const { moved } = evidence;
    if (moved === undefined || moved.keyShare === 0) return undefined;
    const { keyShare, recordShare } = moved;
    const message = `${describe(evidence)}: ${percent(keyShare)} of these keys, with ${percent(recordShare)} of the records, now go to another partition and lose their order while both partitions are being read`;
    return { limit: 0, actual: keyShare, message };
  },
};

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
  return [...counts, ...hashes].join(" and ");
}
