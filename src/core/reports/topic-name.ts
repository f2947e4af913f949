import type { TopicIdentity } from "../contract/topic-id.ts";
import { printable } from "../text/printable.ts";

const MAX_FILE = 100;

/** `orders`, or `orders (services/a/skew_contract.yml)` if several contracts were judged. */
export function topicName({ topic, contractFile }: TopicIdentity, maxTopic: number): string {
  const of = contractFile === undefined ? "" : ` (${printable(contractFile, MAX_FILE)})`;
  return `${printable(topic, maxTopic)}${of}`;
}
