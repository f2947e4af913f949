import { constants } from "node:os";
import { UserError } from "#core/errors/user-error.ts";

/** The process was asked to stop; it exits with 128 + the signal's number, as shells do. */
class Interrupted extends Error {
  override readonly name = "Interrupted";
  readonly exitCode: number;

  constructor(signal: NodeJS.Signals) {
    super(`interrupted by ${signal}`);
    this.exitCode = 128 + constants.signals[signal];
  }
}

/**
 * A cleanup task: `delete` removes something we created on a cluster, such as `the topic t`; `step`
 * is anything else, and its title completes "could not …".
 */
type CleanupTask =
  | { readonly kind: "delete"; readonly what: string }
  | { readonly kind: "step"; readonly title: string };

/** Notified of what is created on clusters, and of what is deleted again. */
export interface CleanupWatcher {
  made(what: string): void;
  deleted(what: string): void;
}

/** Collects what must be done after the work, however it ends. */
export interface Cleanup {
  /** Aborted by SIGINT, SIGTERM or SIGHUP, with an Interrupted. */
  readonly signal: AbortSignal;
  /** Runs `run` at the end, in reverse order, as AsyncDisposableStack does. */
  defer(task: CleanupTask, run: () => Promise<void>): void;
  /** Also notified by nested cleanups. */
  readonly watcher?: CleanupWatcher | undefined;
}

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Runs `work`, then everything it has deferred, even if it throws or a signal arrives. The first
 * signal stops waiting for `work` at once; later ones are ignored so that the cleanup can finish.
 *
 * @param say receives a message about each task that failed
 * @throws whatever `work` throws, Interrupted, or a UserError if a task failed
 */
export async function withCleanup<Result>(
  work: (cleanup: Cleanup) => Promise<Result>,
  say: (message: string) => void,
): Promise<Result> {
  const interruption = new AbortController();
  const { signal } = interruption;
  const onSignal = (name: NodeJS.Signals) => {
    if (signal.aborted) return;
    say(`${name}: cleaning up`);
    interruption.abort(new Interrupted(name));
  };
  for (const name of SIGNALS) process.on(name, onSignal);
  const stack = new CleanupStack(say);
  try {
    const cleanup: Cleanup = { signal, defer: (task, run) => stack.defer(task, run) };
    return await runThenCleanUp(untilAborted(work(cleanup), signal), stack);
  } finally {
    for (const name of SIGNALS) process.off(name, onSignal);
  }
}

/**
 * Runs a part of the work, then what that part has deferred. After a signal, its tasks run with all
 * the others.
 *
 * @param title completes "could not …"
 * @throws whatever `work` throws, or a UserError if a task failed
 */
export function nestedCleanup<Result>(
  { signal, defer, watcher }: Cleanup,
  title: string,
  work: (inner: Cleanup) => Promise<Result>,
  say: (message: string) => void,
): Promise<Result> {
  const stack = new CleanupStack(say, watcher);
  defer({ kind: "step", title }, () => runCleanups(stack));
  const inner: Cleanup = { signal, defer: (task, run) => stack.defer(task, run), watcher };
  return runThenCleanUp(work(inner), stack);
}

/** Resolves with the work's result, or rejects with the abort reason as soon as it is aborted. */
export function untilAborted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    work.then(resolve, reject);
  });
}

async function runThenCleanUp<Result>(work: Promise<Result>, stack: CleanupStack): Promise<Result> {
  const result = await work.catch(async (error) => {
    await stack.run();
    throw error;
  });
  await runCleanups(stack);
  return result;
}

/** @throws UserError of the first task that failed, after all have run */
async function runCleanups(stack: CleanupStack): Promise<void> {
  const [left] = await stack.run();
  if (left !== undefined) throw left;
}

interface Deferred {
  readonly task: CleanupTask;
  readonly run: () => Promise<void>;
}

class CleanupStack {
  readonly #say: (message: string) => void;
  readonly #watcher: CleanupWatcher | undefined;
  readonly #deferred: Deferred[] = [];
  /** Settles when the previous run has ended. */
  #previous: Promise<unknown> = Promise.resolve();

  constructor(say: (message: string) => void, watcher?: CleanupWatcher | undefined) {
    this.#say = say;
    this.#watcher = watcher;
  }

  defer(task: CleanupTask, run: () => Promise<void>): void {
    this.#deferred.push({ task, run });
    if (task.kind === "delete") this.#watcher?.made(task.what);
  }

  /**
   * Runs the deferred tasks and returns the errors of those that failed. Runs wait for each other:
   * otherwise, a signal could close the connection while a nested cleanup still deletes a topic.
   */
  run(): Promise<UserError[]> {
    const errors = this.#previous.then(() => this.#runAll());
    this.#previous = errors;
    return errors;
  }

  async #runAll(): Promise<UserError[]> {
    const errors: UserError[] = [];
    for (let next = this.#deferred.pop(); next !== undefined; next = this.#deferred.pop()) {
      try {
        await next.run();
        if (next.task.kind === "delete") this.#watcher?.deleted(next.task.what);
      } catch (cause) {
        const error = leftBehind(next.task, cause);
        this.#say(error.parts.what);
        errors.push(error);
      }
    }
    return errors;
  }
}

function leftBehind(task: CleanupTask, cause: unknown): UserError {
  const reason = cause instanceof UserError ? cause.parts.what : String(cause);
  const title = task.kind === "delete" ? `delete ${task.what}` : task.title;
  return new UserError(
    {
      what: `could not ${title}: ${reason}`,
      next: "It is in the journal: run skew-contract cleanup when the cluster can be reached.",
    },
    { cause },
  );
}
