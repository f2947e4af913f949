import type { LiveProgress, Phase } from "./progress.ts";

const REDRAW_MS = 200;

/** Progress and speed of a phase. */
export interface Pace {
  readonly phase: Phase;
  readonly done: number;
  readonly total: number;
  readonly perSecond: number;
  readonly secondsLeft: number;
}

/** Measures phases; reports at most five times a second, and at the end of each phase. */
export abstract class PacedProgress implements LiveProgress {
  #phase: Phase | undefined;
  #startMs = 0;
  #shownMs = 0;

  step(phase: Phase, done: number, total: number): void {
    const nowMs = performance.now();
    if (phase !== this.#phase) {
      this.#phase = phase;
      this.#startMs = nowMs;
      // Its pace is not known yet.
      this.#shownMs = nowMs;
    }
    if (nowMs - this.#shownMs < REDRAW_MS && done < total) return;
    this.#shownMs = nowMs;
    const seconds = Math.max((nowMs - this.#startMs) / 1000, 0.001);
    const perSecond = done / seconds;
    const secondsLeft = done === 0 ? Number.POSITIVE_INFINITY : (total - done) / perSecond;
    this.pace({ phase, done, total, perSecond, secondsLeft });
  }

  abstract note(message: string): void;
  protected abstract pace(pace: Pace): void;
}
