import type { ErrorParts } from "#core/errors/user-error.ts";
import type { Analysis } from "#live/core/analysis/analysis.ts";
import type { ProducerPartitionerName } from "#live/core/analysis/producer-partitioner.ts";
import type { ClusterOutcome } from "#live/core/recommendation/result.ts";
import type { SimulationName } from "#live/core/traffic/simulations.ts";

/*
 * What page and server tell each other, as JSON; arrays of numbers are plain ones on the way. Nothing
 * here holds a secret.
 */

/** Of `GET api/start`. */
export interface Start {
  readonly version: string;
  /** Without any cluster: the gate on sample data alone. */
  readonly isDemo: boolean;
}

/** Of an answer whose status is no success; without pieces of the user's data. */
export interface Failure {
  readonly errors: readonly ErrorParts[];
}

/** A cluster that can be chosen. */
export interface WireCluster {
  /** Undefined where an address alone is known. */
  readonly id: string | undefined;
  readonly name: string;
  readonly environment: { readonly id: string; readonly name: string } | undefined;
}

/** Which cluster is meant: one of a bootstrap address, or one of those that credentials reach. */
export interface ClusterChoice {
  /** `host:port,…`; undefined: as flags and environment say. */
  readonly bootstrap?: string | undefined;
  /** `lkc-…` */
  readonly cluster?: string | undefined;
}

/** Of `POST api/clusters`. */
export interface Clusters {
  readonly clusters: readonly WireCluster[];
  /** What is odd about settings, by name. */
  readonly notes: readonly string[];
}

/** Asks for an analysis: `POST api/analyses`. */
export interface AnalysisOrder extends ClusterChoice {
  /** Undefined: a name of its own. */
  readonly topic?: string | undefined;
  readonly simulation: SimulationName;
  readonly patterns: readonly string[];
  readonly partitions: number;
  readonly records: number;
  readonly setting: ProducerPartitionerName;
  /** Whether what was made stays until it is cleaned up, or the dashboard ends. */
  readonly isHeld: boolean;
}

/** Asks for recommendations: `POST api/recommendations`. Settings as the flags of `recommend`. */
export interface RecommendationOrder extends ClusterChoice {
  readonly topicFilter: string;
  readonly includesInternal: boolean;
  readonly method: string;
  readonly formula: string;
  readonly factor: string;
  readonly minThroughput: string;
  readonly minPartitions: string;
  readonly consumerThroughput: string;
  readonly samplingDays: string;
}

/** Everything that a report of recommendations is made of. */
export interface RecommendationResult {
  readonly startedMs: number;
  readonly clusters: readonly ClusterOutcome[];
}

/** Of everything that starts a run, whose events are at `GET api/runs/<id>`. */
export interface Started {
  readonly id: string;
}

/** What a run tells, in order; whoever comes late is told everything again. */
export type RunEvent<Result = unknown> =
  | {
      readonly event: "progress";
      readonly phase: string;
      /** What is counted: `records`. */
      readonly unit: string;
      readonly done: number;
      readonly total: number;
      readonly perSecond: number;
      /** Undefined where it cannot be told yet. */
      readonly secondsLeft: number | undefined;
    }
  | { readonly event: "note"; readonly message: string }
  /** Something that will be deleted at the end: `the topic …`. */
  | { readonly event: "made"; readonly what: string }
  | { readonly event: "deleted"; readonly what: string }
  | { readonly event: "result"; readonly result: Result }
  /** What was made stays until it is cleaned up. */
  | { readonly event: "held" }
  | { readonly event: "failed"; readonly errors: readonly ErrorParts[] }
  | { readonly event: "cancelled" }
  /** Nothing more comes. */
  | { readonly event: "ended" };

/** An analysis without a contract's verdict. */
export type AnalysisResult = Omit<Analysis, "gate">;

/** Of `POST api/leftovers` and `POST api/cleanup`. */
export interface Leftovers {
  /** What runs of this dashboard still hold, that will be deleted, or was. */
  readonly held: readonly { readonly what: string; readonly outcome: string }[];
  /** What earlier runs have left behind, wherever they ran. */
  readonly left: readonly {
    readonly what: string;
    readonly outcome: string;
    readonly reason?: string | undefined;
  }[];
  /** Files of the journal that are not understood. */
  readonly unreadable: readonly string[];
  /** Why nothing is known of earlier runs; empty where it is. */
  readonly errors: readonly ErrorParts[];
}
