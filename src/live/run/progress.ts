/** Phases of live runs, and what is counted in each. */
export const phases = {
  simulating: "strategies",
  producing: "records",
  "reading back": "records",
  "reading keys": "records",
  "analyzing topics": "topics",
} as const;

export type Phase = keyof typeof phases;

/** Receives the progress of a live run. */
export interface LiveProgress {
  /** @param done items of this phase that are done, of `total` */
  step(phase: Phase, done: number, total: number): void;
  /** A fact to show at once, such as the topic's name. */
  note(message: string): void;
}
