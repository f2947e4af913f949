import { setTimeout } from "node:timers/promises";
import { hasApiError, isDisconnection } from "./explain-failure.ts";
import { withTimeout } from "./with-timeout.ts";

/** How long is waited for an answer. */
export interface RetryDeadlines {
  readonly limitMs: number;
  /** Where the connection to a broker breaks: until another one leads what it has led. */
  readonly takeOverMs: number;
}

/** The one that was, is gone: the cluster has another soon. */
export class NoController extends Error {
  override readonly name = "NoController";
  readonly apiId = "NOT_CONTROLLER";

  constructor(cause?: unknown) {
    super("the cluster has no controller now", { cause });
  }
}

export const NO_LEADER = "LEADER_NOT_AVAILABLE";
/** What brokers answer while they still hear of a new topic or a new leader. */
const PASSING = [
  "NOT_LEADER_OR_FOLLOWER",
  NO_LEADER,
  "NOT_CONTROLLER",
  "UNKNOWN_LEADER_EPOCH",
  "FENCED_LEADER_EPOCH",
  "OFFSET_NOT_AVAILABLE",
];
const PASSING_MS = 100;
/** The last trial begins so long before the limit, whose error says less. */
const LAST_TRIAL_MS = 1_000;

/** Asks a cluster again until it has settled. */
export class RetryWhileUnsettled {
  readonly #forget: () => void;
  /** Whether the cluster has answered, so that its address is right. */
  #isKnown = false;

  /** @param forget what the client knows of the cluster */
  constructor(forget: () => void) {
    this.#forget = forget;
  }

  async ask<Answer>(
    ask: () => Promise<Answer>,
    { limitMs, takeOverMs }: RetryDeadlines,
  ): Promise<Answer> {
    const startMs = Date.now();
    let endMs = startMs + limitMs;
    for (;;) {
      try {
        const answer = await withTimeout(ask(), endMs - Date.now());
        this.#isKnown = true;
        return answer;
      } catch (error) {
        const isBroken = takeOverMs > 0 && this.#isKnown && isDisconnection(error);
        if (isBroken) endMs = startMs + takeOverMs;
        const isPassing = isBroken || PASSING.some((name) => hasApiError(error, name));
        if (!isPassing || Date.now() > endMs - LAST_TRIAL_MS) throw error;
        this.#forget();
        await setTimeout(PASSING_MS);
      }
    }
  }
}
