import type { TopicContract } from "#core/contract/contract.ts";
import { unknownName } from "#core/errors/messages.ts";

/** All topics of a contract, or the requested ones, in the contract's order. */
export function chooseTopics(
  topics: readonly TopicContract[],
  wanted: readonly string[] | undefined,
): readonly TopicContract[] {
  if (wanted === undefined) return topics;
  const names = topics.map(({ topic }) => topic);
  const unknown = wanted.find((name) => !names.includes(name));
  if (unknown !== undefined) throw unknownName("topic", unknown, names);
  return topics.filter(({ topic }) => wanted.includes(topic));
}
