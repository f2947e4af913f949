import type { RecordedDetails } from "./detail-tally.ts";

/** Whether keys are those of all records of a topic, or of a random part of them. */
export const samplings = ["census", "random"] as const;
export type Sampling = (typeof samplings)[number];

/** What is known of a sample besides its keys and their counts. */
export interface SampleDetails extends RecordedDetails {
  /** Undefined where nobody says: counts may have been chosen in any way. */
  readonly sampling?: Sampling | undefined;
  /** Whether the contract says so. */
  readonly isSamplingSaid?: boolean | undefined;
  /** How many records a random part was taken of, where a sample file says so. */
  readonly ofRecords?: number | undefined;
}
