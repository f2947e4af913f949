import type { WindowShares } from "../measures/window-shares.ts";
import type { ClusterFacts } from "./cluster-facts.ts";
import type { RecordedDetails } from "./recorded-details.ts";

/** Whether the keys are from all records of a topic, or from a random part of them. */
export const samplings = ["census", "random"] as const;
export type Sampling = (typeof samplings)[number];

/** What is known about a sample besides its keys and their counts. */
export interface SampleDetails extends RecordedDetails {
  /** Undefined if unknown: counts may have been selected in any way. */
  readonly sampling?: Sampling | undefined;
  /** Whether the contract says so. */
  readonly isSamplingSaid?: boolean | undefined;
  /** From how many records a random part was taken, if a sample file says so. */
  readonly ofRecords?: number | undefined;
  /** The partitions' shares in windows of time, if the contract sets any. */
  readonly windows?: WindowShares | undefined;
  /** What is known of its topic, if it was read from a cluster. */
  readonly cluster?: ClusterFacts | undefined;
}
