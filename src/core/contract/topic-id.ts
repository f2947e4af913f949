import type { TopicContract } from "./contract.ts";

/** What tells a topic from others that are judged with it: two contracts may have the same names. */
export type TopicIdentity = Pick<TopicContract, "topic" | "contractFile">;

/** Equal for the same topic of the same contract only. */
export function topicId({ topic, contractFile = "" }: TopicIdentity): string {
  return JSON.stringify([contractFile, topic]);
}
