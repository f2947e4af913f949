/** Phases of live runs, with what is counted in them. */
export const phases = {
  simulating: "strategies",
  producing: "records",
  "reading back": "records",
  "looking at topics": "topics",
} as const;

export type Phase = keyof typeof phases;

/** Is told how far a live run is. */
export interface LiveProgress {
  /** How much is done of all in this phase. */
  step(phase: Phase, done: number, total: number): void;
  /** A fact that people may want to see at once, such as the topic's name. */
  note(message: string): void;
}
