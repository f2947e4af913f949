import { Worker } from "node:worker_threads";
import type { ErrorDetails } from "#core/errors/error-parts.ts";
import { UserError } from "#core/errors/user-error.ts";
import { workerSource } from "#generated/engine-worker.js";
import type { Job } from "./job.ts";
import type { Shared } from "./shared-memory.ts";

/** A worker's response to a job. */
export type WorkerAnswer =
  | { readonly result: unknown }
  | { readonly userError: ErrorDetails }
  | { readonly error: string };

/** A worker failed. Counting on the main thread only may still succeed. */
class WorkerFailure extends Error {
  override readonly name = "WorkerFailure";
}

/** The threads besides the main one. */
export class Workers {
  readonly #workers: readonly Worker[];
  #isBroken = false;
  #mayEnd = false;

  /**
   * Starts `count` workers, numbered from 1, or fewer if the system refuses more;
   * they are ready some milliseconds later.
   */
  constructor(shared: Shared, count: number) {
    const workers: Worker[] = [];
    try {
      while (workers.length < count) workers.push(this.#start(shared, workers.length + 1));
    } catch {
      // Those that have started do all the work.
    }
    this.#workers = workers;
  }

  #start(shared: Shared, thread: number): Worker {
    const worker = new Worker(workerSource, {
      eval: true,
      workerData: { shared, thread },
      // A worker's spill file is read after its end.
      trackUnmanagedFds: false,
    });
    // During a job, do() fails; between jobs, the next call does.
    const onFailure = () => {
      this.#isBroken = true;
    };
    // Whatever its exit code: a worker that ends before it has started has 0.
    return worker.on("error", onFailure).on("exit", () => this.#mayEnd || onFailure());
  }

  /** Starts a job on all workers. Call this before the main thread does its share. */
  async do(job: Job): Promise<unknown[]> {
    this.throwIfBroken();
    return Promise.all(this.#workers.map((worker) => ask(worker, job)));
  }

  /** So that a failure is reported before the end of a long stream. */
  throwIfBroken(): void {
    if (this.#isBroken) throw new WorkerFailure("it stopped");
  }

  /** Lets all workers end after their current job. */
  end(): void {
    this.#mayEnd = true;
    for (const worker of this.#workers) worker.postMessage("end");
  }

  /** Ends all workers immediately. */
  async kill(): Promise<void> {
    this.#mayEnd = true;
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }
}

function ask(worker: Worker, job: Job): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const onMessage = (answer: WorkerAnswer) => {
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
