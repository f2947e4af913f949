import { UserError } from "#core/errors/user-error.ts";
import type { UnreadPart } from "../topic-keys/topic-window.ts";

export function missingTopic(topic: string): UserError {
  return new UserError({
    what: "the cluster has no such topic, or this login may not see it",
    where: topic,
    next: "Check the topic's name in the contract, and the login's permission to describe it.",
  });
}

export function unreadPartition(topic: string, { partition, reason }: UnreadPart): UserError {
  return new UserError({
    what: `partition ${partition} cannot be read: ${reason}`,
    where: topic,
    next: "Audit the topic again when the cluster is healthy.",
  });
}

export function noRecordsIn(topic: string): UserError {
  return new UserError({
    what: "the topic has no records to judge",
    where: topic,
    next: "Look further back, or leave the topic out.",
  });
}
