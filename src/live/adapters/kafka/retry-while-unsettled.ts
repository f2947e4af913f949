import { setTimeout } from "node:timers/promises";
import { hasApiError, isDisconnection } from "./failure-signs.ts";
import { withTimeout } from "./with-timeout.ts";

/** How long to wait for an answer. */
export interface RetryTimeouts {
  readonly timeoutMs: number;
  /** Instead of `timeoutMs` after a broken connection: until other brokers have become leaders. */
  readonly failoverMs: number;
}

/** The controller is gone; the cluster elects another one soon. */
export class NoController extends Error {
  override readonly name = "NoController";
  readonly apiId = "NOT_CONTROLLER";

  constructor(cause?: unknown) {
    super("the cluster has no controller now", { cause });
  }
}

/** Brokers miss a dead broker's heartbeats for 9 s; then others become leaders of its partitions. */
export const FAILOVER_MS = 20_000;

export const NO_LEADER = "LEADER_NOT_AVAILABLE";
/** Errors that brokers return until they know of a new topic or a new leader. */
const TRANSIENT_ERRORS = [
  "NOT_LEADER_OR_FOLLOWER",
  NO_LEADER,
  "NOT_CONTROLLER",
  "UNKNOWN_LEADER_EPOCH",
  "FENCED_LEADER_EPOCH",
  "OFFSET_NOT_AVAILABLE",
  "COORDINATOR_LOAD_IN_PROGRESS",
  "COORDINATOR_NOT_AVAILABLE",
  "NOT_COORDINATOR",
];
const RETRY_PAUSE_MS = 100;
/** No retry starts this close to the timeout, whose error says less than the cluster's. */
const LAST_TRIAL_MS = 1_000;

/** Retries requests while a cluster elects leaders. */
export class RetryWhileUnsettled {
  readonly #clearMetadata: () => void;
  /** Whether the cluster has answered before, which means that its address is right. */
  #hasAnswered = false;

  /** @param clearMetadata drops what the client has cached about the cluster */
  constructor(clearMetadata: () => void) {
    this.#clearMetadata = clearMetadata;
  }

  async ask<Answer>(
    ask: () => Promise<Answer>,
    { timeoutMs, failoverMs }: RetryTimeouts,
  ): Promise<Answer> {
    const startMs = Date.now();
    let endMs = startMs + timeoutMs;
    for (;;) {
      try {
        const answer = await withTimeout(ask(), endMs - Date.now());
        this.#hasAnswered = true;
        return answer;
      } catch (error) {
        const isFailover = failoverMs > 0 && this.#hasAnswered && isDisconnection(error);
        if (isFailover) endMs = startMs + failoverMs;
        const isWorthRetrying = isFailover || isTransient(error);
        if (!isWorthRetrying || Date.now() > endMs - LAST_TRIAL_MS) throw error;
        this.#clearMetadata();
        await setTimeout(RETRY_PAUSE_MS);
      }
    }
  }
}

/** Whether the cluster answers better as soon as it has elected leaders and coordinators. */
export function isTransient(error: unknown): boolean {
  return TRANSIENT_ERRORS.some((name) => hasApiError(error, name));
}
