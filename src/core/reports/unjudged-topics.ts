import { plural } from "../text/format.ts";
import { clip, escapeUnsafe, printable } from "../text/printable.ts";
import type { GateResult, Place, UnjudgedTopic } from "./report.ts";
import { topicName } from "./topic-name.ts";

const MAX_TOPIC = 100;
const MAX_REASON = 1000;

/** `orders was not judged: the cluster has no such topic.`, or the error of a contract. */
export function unjudgedTopicText(one: UnjudgedTopic): string {
  const { topic, error } = one;
  const reason = escapeUnsafe(unjudgedReason(error));
  if (topic === undefined) return `Not judged: ${reason}.`;
  return `${topicName({ ...one, topic }, MAX_TOPIC)} was not judged: ${reason}.`;
}

/** With the place, if it is in a file. */
function unjudgedReason({ parts }: UnjudgedTopic["error"]): string {
  const { what, where, place } = parts;
  return `${clip(what, MAX_REASON)}${place === undefined ? "" : ` (at ${where})`}`;
}

/** `, 2 topics not judged`; nothing if all were. */
export function unjudgedTopicCount(unjudged: readonly UnjudgedTopic[] = []): string {
  return unjudged.length === 0 ? "" : `, ${plural(unjudged.length, "topic")} not judged`;
}

/** Where the error is, or else the topic; undefined if neither is in a file. */
export function unjudgedPlace(result: GateResult, one: UnjudgedTopic): Place | undefined {
  const { file, line, column = 1 } = one.error.parts.place ?? {};
  if (file !== undefined && line !== undefined) {
    return { file, line, column, endLine: line, endColumn: column + 1 };
  }
  const { topic } = one;
  return topic === undefined ? undefined : result.placeOf({ ...one, topic });
}

/** What a report calls a suite or title of it. */
export function unjudgedName({ topic, contractFile, error }: UnjudgedTopic): string {
  if (topic !== undefined) return topicName({ topic, contractFile }, MAX_TOPIC);
  return printable(error.parts.place?.file ?? "contract", MAX_TOPIC);
}
