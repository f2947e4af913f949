import { constants } from "node:os";
import { UserError } from "#core/errors/user-error.ts";

/** An order to end that came from outside; the program ends with this code, as shells have it. */
class Interrupted extends Error {
  override readonly name = "Interrupted";
  readonly exitCode: number;

  constructor(signal: NodeJS.Signals) {
    super(`interrupted by ${signal}`);
    this.exitCode = 128 + constants.signals[signal];
  }
}

/**
 * What a cleanup does: `delete` removes `what` we have made on a cluster, such as `the topic t`;
 * `step` is anything else, and its title completes "could not …".
 */
type CleanupTask =
  | { readonly kind: "delete"; readonly what: string }
  | { readonly kind: "step"; readonly title: string };

/** Receives what the work makes on clusters, and what of it is deleted again. */
export interface CleanupWatcher {
  made(what: string): void;
  deleted(what: string): void;
}

/** Takes what is to be done once the work is over, however it ends. */
export interface Cleanup {
  /** Aborted by SIGINT, SIGTERM or SIGHUP, with an Interrupted. */
  readonly signal: AbortSignal;
  /** Runs `run` at the end, the last one first, as AsyncDisposableStack does. */
  defer(task: CleanupTask, run: () => Promise<void>): void;
  /** Is told also of nested cleanups. */
  readonly watcher?: CleanupWatcher | undefined;
}

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Runs `work`, then everything it has deferred, also where it throws or a signal comes. A signal ends
 * the wait for `work` at once; another one changes nothing, since the cleanup is worth the seconds.
 *
 * @param say receives what could not be cleaned up, and why
 * @throws what `work` throws, Interrupted, or the UserError of what is left behind
 */
export async function withCleanup<Result>(
  work: (cleanup: Cleanup) => Promise<Result>,
  say: (message: string) => void,
): Promise<Result> {
  const interruption = new AbortController();
  const { signal } = interruption;
  const onSignal = (name: NodeJS.Signals) => {
    if (signal.aborted) return;
    say(`${name}: taking back what was made`);
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
 * Runs a part of the work, then at once what that part has deferred; a signal in between cleans it
 * up with everything else.
 *
 * @param title completes "could not …"
 * @throws what `work` throws, or the UserError of what is left behind
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

/** What the work gives, or at once why it was aborted. */
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

/** @throws UserError of the first that fails, after all have run */
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
  /** Of the run before. */
  #ended: Promise<unknown> = Promise.resolve();

  constructor(say: (message: string) => void, watcher?: CleanupWatcher | undefined) {
    this.#say = say;
    this.#watcher = watcher;
  }

  defer(task: CleanupTask, run: () => Promise<void>): void {
    this.#deferred.push({ task, run });
    if (task.kind === "delete") this.#watcher?.made(task.what);
  }

  /**
   * Runs what is deferred; errors of what failed. A part and the whole may both ask for it: they
   * wait for each other, or a signal would close the connection that still deletes a topic.
   */
  run(): Promise<UserError[]> {
    const errors = this.#ended.then(() => this.#runAll());
    this.#ended = errors;
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
      next: "It is in the journal: run skew-contract cleanup once the cluster can be reached.",
    },
    { cause },
  );
}
