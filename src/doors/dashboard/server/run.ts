import {
  type Cleanup,
  type CleanupWatcher,
  nestedCleanup,
  untilAborted,
} from "#live/adapters/cleanup-stack.ts";
import { type Pace, PacedProgress } from "#live/run/paced-progress.ts";
import { phases } from "#live/run/progress.ts";
import type { RunEvent } from "../wire.ts";
import { failureOf } from "./failure.ts";

/** What the work of a run receives. */
export interface RunContext {
  /** Aborted when the run is cancelled or the dashboard ends. */
  readonly cleanup: Cleanup;
  readonly progress: PacedProgress;
  /** 8 bytes, unique to this run. */
  readonly runId: Buffer;
  say(message: string): void;
  tell(event: RunEvent): void;
  /** Resolves when the user cleans up. */
  released(): Promise<void>;
}

/** A long-running task that reports its progress and deletes what it created. */
export class Run {
  readonly ended: Promise<void>;
  /** 8 bytes, unique to this run. */
  readonly runId: Buffer;
  readonly #events: RunEvent[] = [];
  readonly #listeners = new Set<() => void>();
  readonly #cancelling = new AbortController();
  #release: () => void = () => undefined;
  #isHeld = false;

  /** Starts immediately. */
  constructor(runId: Buffer, outer: Cleanup, work: (context: RunContext) => Promise<void>) {
    this.runId = runId;
    this.ended = this.#run(outer, work);
  }

  get id(): string {
    return this.runId.toString("hex");
  }

  /** What it created and has not deleted yet, such as `the topic …`. */
  get possessions(): string[] {
    const reported = (wanted: "made" | "deleted") =>
      this.#events.flatMap((one) => (one.event === wanted ? [one.what] : []));
    const deleted = reported("deleted");
    return reported("made").filter((what) => !deleted.includes(what));
  }

  /** Whether it only waits for `release`. */
  get isHeld(): boolean {
    return this.#isHeld;
  }

  get isOver(): boolean {
    return this.#events.at(-1)?.event === "ended";
  }

  cancel(): void {
    this.#cancelling.abort(new Error("cancelled"));
  }

  /** Stops keeping what the run created; the end of the run deletes it. */
  release(): void {
    this.#isHeld = false;
    this.#release();
  }

  /** Sends all events from the first one, and waits for more until the last. */
  async listen(send: (event: RunEvent) => void, gone: AbortSignal): Promise<void> {
    for (let next = 0; !gone.aborted; ) {
      for (; next < this.#events.length; next++) {
        const event = this.#events[next] as RunEvent;
        send(event);
        if (event.event === "ended") return;
      }
      await this.#news(gone);
      // The last progress event that was sent may have been replaced by a newer one.
      if (this.#events[next - 1]?.event === "progress") next--;
    }
  }

  #news(gone: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        this.#listeners.delete(done);
        gone.removeEventListener("abort", done);
        resolve();
      };
      this.#listeners.add(done);
      gone.addEventListener("abort", done);
    });
  }

  #tell(event: RunEvent): void {
    const isPace = event.event === "progress" && this.#events.at(-1)?.event === "progress";
    if (isPace) this.#events.pop();
    this.#events.push(event);
    for (const done of [...this.#listeners]) done();
  }

  async #run(outer: Cleanup, work: (context: RunContext) => Promise<void>): Promise<void> {
    const { signal } = this.#cancelling;
    const interrupt = () => this.#cancelling.abort(outer.signal.reason);
    outer.signal.addEventListener("abort", interrupt);
    if (outer.signal.aborted) interrupt();
    const say = (message: string) => this.#tell({ event: "note", message });
    try {
      const title = `clean up after the run ${this.id}`;
      const watcher: CleanupWatcher = {
        made: (what) => this.#tell({ event: "made", what }),
        deleted: (what) => this.#tell({ event: "deleted", what }),
      };
      const whole = { ...outer, signal, watcher };
      await nestedCleanup(whole, title, (cleanup) => this.#work(cleanup, work, say), say);
    } catch (error) {
      if (signal.aborted) this.#tell({ event: "cancelled" });
      else this.#tell({ event: "failed", ...failureOf(error) });
    }
    outer.signal.removeEventListener("abort", interrupt);
    this.#tell({ event: "ended" });
  }

  #work(
    cleanup: Cleanup,
    work: (context: RunContext) => Promise<void>,
    say: (message: string) => void,
  ): Promise<void> {
    const tell = (event: RunEvent) => this.#tell(event);
    const progress = new EventProgress(tell);
    const released = () => this.#hold();
    const context = { cleanup, progress, runId: this.runId, say, tell, released };
    return untilAborted(work(context), cleanup.signal);
  }

  #hold(): Promise<void> {
    this.#isHeld = true;
    this.#tell({ event: "held" });
    return new Promise((resolve) => {
      this.#release = resolve;
    });
  }
}

/** Reports progress as events. */
class EventProgress extends PacedProgress {
  readonly #tell: (event: RunEvent) => void;

  constructor(tell: (event: RunEvent) => void) {
    super();
    this.#tell = tell;
  }

  override note(message: string): void {
    this.#tell({ event: "note", message });
  }

  protected override pace({ phase, done, total, perSecond, secondsLeft }: Pace): void {
    const left = Number.isFinite(secondsLeft) ? secondsLeft : undefined;
    const unit = phases[phase];
    this.#tell({ event: "progress", phase, unit, done, total, perSecond, secondsLeft: left });
  }
}
