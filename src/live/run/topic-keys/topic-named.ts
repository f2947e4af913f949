import { unknownName } from "#core/errors/messages.ts";
import { UserError } from "#core/errors/user-error.ts";
import { plural } from "#core/text/format.ts";
import type { ClusterAdmin, TopicDescription } from "#live/core/cluster/cluster.ts";
import type { UnreadPart } from "./topic-window.ts";

const MAX_SHOWN = 10;

/** @throws UserError if the login sees no such topic */
export async function topicNamed(
  admin: Pick<ClusterAdmin, "topic" | "topicNames">,
  name: string,
): Promise<TopicDescription> {
  const topic = await admin.topic(name);
  if (topic !== undefined) return topic;
  const names = await admin.topicNames();
  if (!names.includes(name)) throw unknownTopic(name, names);
  throw new UserError({
    what: `the topic ${name} is one of Kafka's own, which are not read`,
    next: "Name another topic.",
  });
}

function unknownTopic(name: string, names: readonly string[]): UserError {
  if (names.length > 0) return unknownName("topic", name, names);
  return new UserError({
    what: `there is no topic ${name}: this login can see no topic of the cluster`,
    next: "Check the cluster, and whether the login may describe topics.",
  });
}

/** For what was not read to its end. */
export function unreadTopic(name: string, unread: readonly UnreadPart[]): UserError {
  const shown = unread.slice(0, MAX_SHOWN).map(({ partition, reason }) => {
    return `partition ${partition}: ${reason}`;
  });
  const more = unread.length > MAX_SHOWN ? [`and ${unread.length - MAX_SHOWN} more`] : [];
  return new UserError({
    what: `${plural(unread.length, "partition")} of the topic ${name} could not be read`,
    excerpt: [...shown, ...more].join("\n"),
    next: "Try again when the cluster is healthy: a sample of the other partitions would not be one of the topic.",
  });
}
