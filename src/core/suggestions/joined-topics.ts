import type { TopicContract } from "../contract/contract.ts";
import { clip } from "../text/printable.ts";

/** Topics that a sentence names. */
const MAX_NAMED = 3;

/** For a change of partitions or keys: what is joined with the topic needs it too. */
export function joinedToo({ joinedWith = [] }: TopicContract): string {
  const names = joinedWith.slice(0, MAX_NAMED).map(({ topic }) => clip(topic, 60));
  const others = joinedWith.length > MAX_NAMED ? " and others" : "";
  return names.length === 0
    ? ""
    : ` It is joined with ${names.join(", ")}${others}: without the same change there, the join breaks.`;
}
