import { hasApiError, isDisconnection, isTimeout } from "../failure-signs.ts";

/** Errors of the protocol after which another try may succeed. */
const PASSING = [
  "BROKER_NOT_AVAILABLE",
  "CORRUPT_MESSAGE",
  "FENCED_LEADER_EPOCH",
  "KAFKA_STORAGE_ERROR",
  "LEADER_NOT_AVAILABLE",
  "NOT_LEADER_OR_FOLLOWER",
  "OFFSET_NOT_AVAILABLE",
  "REPLICA_NOT_AVAILABLE",
  "UNKNOWN_LEADER_EPOCH",
  "UNKNOWN_SERVER_ERROR",
  "UNKNOWN_TOPIC_OR_PARTITION",
];

export function isPassing(error: unknown): boolean {
  return (
    isDisconnection(error) || isTimeout(error) || PASSING.some((name) => hasApiError(error, name))
  );
}
