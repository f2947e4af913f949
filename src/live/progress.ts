export type Phase = "producing" | "reading back";

/** Is told how far a live run is. */
export interface LiveProgress {
  /** Records done of all in this phase. */
  step(phase: Phase, done: number, total: number): void;
  /** A fact that people may want to see at once, such as the topic's name. */
  note(message: string): void;
}
