import { unknownName } from "../catalogue.ts";
import type { TopicContract } from "../contract/contract.ts";

/** All topics of a contract, or the one that `--topic` names. */
export function chooseTopics(
  topics: readonly TopicContract[],
  wanted: string | undefined,
): readonly TopicContract[] {
  if (wanted === undefined) return topics;
  const chosen = topics.filter(({ topic }) => topic === wanted);
  if (chosen.length > 0) return chosen;
  const names = topics.map(({ topic }) => topic);
  throw unknownName("topic", wanted, names);
}
