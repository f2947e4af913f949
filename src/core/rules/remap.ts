import { percent } from "../text/format.ts";
import type { Rule } from "./rule.ts";

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
  check({ moved }) {
    if (moved === undefined) return undefined;
    const actual = moved.keyShare + moved.unknownKeyShare;
    if (actual === 0) return undefined;
    return { limit: 0, actual, message: moved.message };
  },
  unjudged({ isMoveUnknown }) {
    if (isMoveUnknown !== true) return undefined;
    const why = "no partitioner is known for the recorded partitions";
    return { relation: "≤", limit: 0, format: percent, digits: 1, why };
  },
};
