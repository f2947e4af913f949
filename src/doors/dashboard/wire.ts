import type { ErrorParts } from "#core/errors/error-parts.ts";
import type { Analysis } from "#live/core/analysis/analysis.ts";
import type { ProducerPartitionerName } from "#live/core/analysis/producer-partitioner.ts";
import type { ClusterOutcome } from "#live/core/recommendation/result.ts";
import type { SimulationName } from "#live/core/traffic/simulations.ts";

/*
 * The JSON that page and server exchange; typed arrays are sent as plain arrays. Nothing here contains
 * a secret.
 */

/** Response of `GET api/start`. */
export interface Start {
  readonly version: string;
  /** Only the gate on sample data, without a cluster. */
  readonly isDemo: boolean;
}

/** Body of an unsuccessful response, without any of the user's data. */
export interface Failure {
  readonly errors: readonly ErrorParts[];
}

/** A cluster that can be chosen. */
export interface WireCluster {
  /** Undefined if only an address is known. */
  readonly id: string | undefined;
  readonly name: string;
  readonly environment: { readonly id: string; readonly name: string } | undefined;
}

/** Selects a cluster: by bootstrap address, or one that the credentials can access. */
export interface ClusterChoice {
  /** `host:port,…`; undefined: from flags and environment. */
  readonly bootstrap?: string | undefined;
  /** `lkc-…` */
  readonly cluster?: string | undefined;
}

/** Response of `POST api/clusters`. */
export interface Clusters {
  readonly clusters: readonly WireCluster[];
  /** Notes about unusual settings. */
  readonly notes: readonly string[];
}

/** Requests an analysis: body of `POST api/analyses`. */
export interface AnalysisOrder extends ClusterChoice {
  /** Undefined: a generated name. */
  readonly topic?: string | undefined;
  readonly simulation: SimulationName;
  readonly patterns: readonly string[];
  readonly partitions: number;
  readonly records: number;
  readonly setting: ProducerPartitionerName;
  /** Whether to keep what the run creates until the user cleans up or the dashboard ends. */
  readonly isHeld: boolean;
}

/** Body of `POST api/recommendations`. Settings have the form of the flags of `recommend`. */
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

/** The data of a recommendation report. */
export interface RecommendationResult {
  readonly startedMs: number;
  readonly clusters: readonly ClusterOutcome[];
}

/** Response of every request that starts a run. Its events are at `GET api/runs/<id>`. */
export interface Started {
  readonly id: string;
}

/** Events of a run, in order. Late listeners receive all of them from the start. */
export type RunEvent<Result = unknown> =
  | {
      readonly event: "progress";
      readonly phase: string;
      /** What is counted, such as `records`. */
      readonly unit: string;
      readonly done: number;
      readonly total: number;
      readonly perSecond: number;
      /** Undefined until it can be estimated. */
      readonly secondsLeft: number | undefined;
    }
  | { readonly event: "note"; readonly message: string }
  /** Something that will be deleted at the end: `the topic …`. */
  | { readonly event: "made"; readonly what: string }
  | { readonly event: "deleted"; readonly what: string }
  | { readonly event: "result"; readonly result: Result }
  /** What was created is kept until the user cleans up. */
  | { readonly event: "held" }
  | { readonly event: "failed"; readonly errors: readonly ErrorParts[] }
  | { readonly event: "cancelled" }
  /** The last event. */
  | { readonly event: "ended" };

/** An analysis without a contract's verdict. */
export type AnalysisResult = Omit<Analysis, "gate">;

/** Response of `POST api/leftovers` and `POST api/cleanup`. */
export interface Leftovers {
  /** What runs of this dashboard keep, which would be or was deleted. */
  readonly held: readonly { readonly what: string; readonly outcome: string }[];
  /** What earlier runs left behind, wherever they ran. */
  readonly left: readonly {
    readonly what: string;
    readonly outcome: string;
    readonly reason?: string | undefined;
  }[];
  /** Journal files that could not be read. */
  readonly unreadable: readonly string[];
  /** Why earlier runs could not be searched for; empty if they could. */
  readonly errors: readonly ErrorParts[];
}
