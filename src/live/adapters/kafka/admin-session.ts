import type { Admin } from "@platformatic/kafka";
import type { Connection } from "#live/core/cluster/connection.ts";
import { adminOptions } from "./admin-options.ts";
import { explainFailure } from "./explain-failure.ts";
import { firstToAnswer } from "./first-to-answer.ts";
import { LibraryAdmin } from "./library-admin.ts";
import { type RetryTimeouts, RetryWhileUnsettled } from "./retry-while-unsettled.ts";
import { withTimeout } from "./with-timeout.ts";

/** For one request; the first, with connecting and logging in, gets no longer. */
const TIMEOUT_MS = 9_000;

/** A client of @platformatic/kafka with retries and explained errors. */
export class AdminSession {
  readonly #connection: Connection;
  #client: Admin;
  /** Settles when the client's first server is one that answers. */
  #reaching: Promise<void> | undefined;
  readonly #retries: RetryWhileUnsettled;

  constructor(connection: Connection) {
    this.#connection = connection;
    this.#client = new LibraryAdmin(adminOptions(connection));
    this.#retries = new RetryWhileUnsettled(() => this.#client.clearMetadata());
  }

  /**
   * Retries a request while the cluster elects leaders.
   *
   * @param task completes "cannot …", such as "describe the cluster"
   * @throws UserError
   */
  async ask<Answer>(
    task: string,
    request: (client: Admin) => Promise<Answer>,
    timeouts: Partial<RetryTimeouts> = {},
  ): Promise<Answer> {
    try {
      const reachAndRequest = async () => {
        await this.#reach(task);
        return request(this.#client);
      };
      return await this.#retries.ask(reachAndRequest, {
        timeoutMs: TIMEOUT_MS,
        failoverMs: 0,
        ...timeouts,
      });
    } catch (error) {
      throw this.explain(error, task);
    }
  }

  /** A UserError for what went wrong with a task. */
  explain(error: unknown, task: string): Error {
    return explainFailure(error, this.#connection, task);
  }

  async close(): Promise<void> {
    await withTimeout(this.#client.close(), TIMEOUT_MS).catch(() => undefined);
  }

  #reach(task: string): Promise<void> {
    this.#reaching ??= firstToAnswer(this.#connection, task).then(
      (connection) => {
        if (connection === this.#connection) return;
        this.#client = new LibraryAdmin(adminOptions(connection));
      },
      (error) => {
        this.#reaching = undefined;
        throw error;
      },
    );
    return this.#reaching;
  }
}
