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

/** What is to be taken back once the work is over, however it ends. */
export interface Undo {
  /** Aborted by SIGINT, SIGTERM or SIGHUP, with an Interrupted. */
  readonly signal: AbortSignal;
  /** Runs at the end, the last one first; `title` tells what is left where that fails. */
  push(title: string, action: () => Promise<void>): void;
  /** Where somebody wants to know: sees what is pushed by parts of the work too, and may wrap it. */
  readonly seen?: ((title: string, action: () => Promise<void>) => () => Promise<void>) | undefined;
}

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Runs `work`, then everything it has pushed, also where it throws or a signal comes. A signal ends
 * the wait for `work` at once; another one changes nothing, since what is being taken back is worth
 * the seconds.
 *
 * @param say told what could not be taken back, and why
 * @throws what `work` throws, Interrupted, or the UserError of what is left behind
 */
export async function withUndo<Result>(
  work: (undo: Undo) => Promise<Result>,
  say: (message: string) => void,
): Promise<Result> {
  const interruption = new AbortController();
  const onSignal = (signal: NodeJS.Signals) => {
    if (interruption.signal.aborted) return;
    say(`${signal}: taking back what was made`);
    interruption.abort(new Interrupted(signal));
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  const actions: Action[] = [];
  const push: Undo["push"] = (title, run) => void actions.push({ title, run });
  const undo = { signal: interruption.signal, push };
  try {
    const result = await untilAborted(work(undo), interruption.signal);
    const [left] = await takeBack(actions, say);
    if (left !== undefined) throw left;
    return result;
  } catch (error) {
    await takeBack(actions, say);
    throw error;
  } finally {
    for (const signal of SIGNALS) process.off(signal, onSignal);
  }
}

/**
 * Runs a part of the work, then at once what that part has pushed; a signal in between takes it back
 * with everything else.
 *
 * @throws what `work` throws, or the UserError of what is left behind
 */
export async function withinUndo<Result>(
  { signal, push, seen = (_, action) => action }: Undo,
  title: string,
  work: (inner: Undo) => Promise<Result>,
  say: (message: string) => void,
): Promise<Result> {
  const actions: Action[] = [];
  let taking: Promise<unknown> = Promise.resolve();
  // One call after the other: a signal must not close the connection that deletes a topic yet.
  const takeInTurn = () => {
    const turn = taking.then(() => takeBack(actions, say));
    taking = turn;
    return turn;
  };
  const takeAllBack = async () => {
    const [left] = await takeInTurn();
    if (left !== undefined) throw left;
  };
  push(title, takeAllBack);
  const pushInner: Undo["push"] = (name, run) => {
    actions.push({ title: name, run: seen(name, run) });
  };
  const inner: Undo = { signal, push: pushInner, seen };
  const result = await work(inner).catch(async (error) => {
    await takeInTurn();
    throw error;
  });
  await takeAllBack();
  return result;
}

interface Action {
  readonly title: string;
  readonly run: () => Promise<void>;
}

/** What the work gives, or at once why it was aborted. */
export function untilAborted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    work.then(resolve, reject);
  });
}

async function takeBack(actions: Action[], say: (message: string) => void): Promise<UserError[]> {
  const left: UserError[] = [];
  for (let action = actions.pop(); action !== undefined; action = actions.pop()) {
    try {
      await action.run();
    } catch (cause) {
      const reason = cause instanceof UserError ? cause.parts.what : String(cause);
      say(`could not ${action.title}: ${reason}`);
      left.push(leftBehind(action.title, reason, cause));
    }
  }
  return left;
}

function leftBehind(title: string, reason: string, cause: unknown): UserError {
  return new UserError(
    {
      what: `could not ${title}: ${reason}`,
      next: "It is in the journal: run skew-contract cleanup once the cluster can be reached.",
    },
    { cause },
  );
}
