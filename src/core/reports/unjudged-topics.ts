import { plural } from "../text/format.ts";
import { clip, escapeUnsafe, printable } from "../text/printable.ts";
import type { UnjudgedTopic } from "./report.ts";

const MAX_TOPIC = 100;
const MAX_REASON = 1000;

/** `orders was not judged: the cluster has no such topic.` */
export function unjudgedTopicText({ topic, error }: UnjudgedTopic): string {
  return `${printable(topic, MAX_TOPIC)} was not judged: ${escapeUnsafe(unjudgedReason(error))}.`;
}

/** An entry of `errors` in the JSON report. */
export function unjudgedError({ topic, error: { parts } }: UnjudgedTopic) {
  const { what, next, place } = parts;
  return { topic, ...place, message: clip(what, MAX_REASON), next };
}

function unjudgedReason({ parts }: UnjudgedTopic["error"]): string {
  return clip(parts.what, MAX_REASON);
}

/** `, 2 topics not judged`; nothing if all were. */
export function unjudgedTopicCount(unjudged: readonly UnjudgedTopic[] = []): string {
  return unjudged.length === 0 ? "" : `, ${plural(unjudged.length, "topic")} not judged`;
}
