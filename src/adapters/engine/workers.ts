import { Worker } from "node:worker_threads";
import { type ErrorDetails, UserError } from "#core/errors/user-error.ts";
import { workerSource } from "#generated/engine-worker.js";
import type { Job } from "./job.ts";
import type { Shared } from "./shared-memory.ts";

/** What a worker answers to a job. */
export type Answer =
  | { readonly result: unknown }
  | { readonly userError: ErrorDetails }
  | { readonly error: string };

/** A thread besides the main one failed, which one thread alone may not. */
class WorkerFailure extends Error {
  override readonly name = "WorkerFailure";
}

/** The threads besides the main one. */
export class Workers {
  readonly #workers: readonly Worker[];
  #isBroken = false;
  #mayEnd = false;

  /**
   * Starts `count` of them, with the numbers from 1 on, or fewer where the system refuses more;
   * they are ready some milliseconds later.
   */
  constructor(shared: Shared, count: number) {
    const workers: Worker[] = [];
    try {
      while (workers.length < count) workers.push(this.#start(shared, workers.length + 1));
    } catch {
      // Those that have started do the work of all.
    }
    this.#workers = workers;
  }

  #start(shared: Shared, thread: number): Worker {
    const worker = new Worker(workerSource, {
      eval: true,
      workerData: { shared, thread },
      // What a worker wrote to disk is read after its end.
      trackUnmanagedFds: false,
    });
    // Whoever waits for an answer is told; between jobs the next one is.
    const onFailure = () => {
      this.#isBroken = true;
    };
    // Whatever its code: one that is ended before it has started has 0.
    return worker.on("error", onFailure).on("exit", () => this.#mayEnd || onFailure());
  }

  /** Has all of them do a job; call it before the main thread does its share. */
  async do(job: Job): Promise<unknown[]> {
    this.throwIfBroken();
    return Promise.all(this.#workers.map((worker) => ask(worker, job)));
  }

  /** So that nobody waits for the end of a long stream that will not be counted. */
  throwIfBroken(): void {
    if (this.#isBroken) throw new WorkerFailure("it stopped");
  }

  /** Lets them end by themselves. */
  end(): void {
    this.#mayEnd = true;
    for (const worker of this.#workers) worker.postMessage("end");
  }

  /** Ends them in the middle of what they do. */
  async kill(): Promise<void> {
    this.#mayEnd = true;
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }
}

function ask(worker: Worker, job: Job): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const onMessage = (answer: Answer) => {
      settle();
      if ("result" in answer) resolve(answer.result);
      else {
        reject(
          "userError" in answer ? new UserError(answer.userError) : new WorkerFailure(answer.error),
        );
      }
    };
    const onExit = () => {
      settle();
      reject(new WorkerFailure("it stopped"));
    };
    const onError = (error: Error) => {
      settle();
      reject(new WorkerFailure(error.message));
    };
    const settle = () => worker.off("message", onMessage).off("exit", onExit).off("error", onError);
    worker.on("message", onMessage).on("exit", onExit).on("error", onError);
    worker.postMessage(job);
  });
}
