import { type Observed, observedIn } from "./observed.ts";
import { type ContractPlacement, type PlacedBy, partitionersOf, placedBy } from "./placed-by.ts";
import { SampleSkew } from "./skew.ts";
import { countForKeys, type Skew } from "./skew-outcome.ts";
import { type Rates, ratesOf, type TopicTraffic } from "./traffic.ts";

/** What a topic's partition count must allow for. */
export interface Needs {
  /** Multiple of the peak rate. */
  readonly factor: number;
  /** Minimum of the required throughput. */
  readonly minBytesPerSecond: number;
  readonly minPartitions: number;
}

/** How fast one consumer reads one partition, and where that number comes from. */
export interface Capacity {
  readonly bytesPerSecond: number;
  readonly source: "given" | "measured" | "default";
}

export interface Recommendation extends Rates {
  readonly requiredBytesPerSecond: number;
  readonly capacity: Capacity;
  /** For the throughput only, as if keys spread evenly. */
  readonly partitionsByThroughput: number;
  /** The same without the configured minimums. */
  readonly partitionsByTraffic: number;
  readonly recommendedPartitions: number;
  /** What makes the count as large as it is; now: the topic has so many already. */
  readonly reason: "traffic" | "min throughput" | "min partitions" | "skew" | "now";
  /** The hottest partition as it is; undefined if nothing is known of partitions. */
  readonly observed: Observed | undefined;
  /** What the simulation places keys by; undefined if no record has a key, or none was sampled. */
  readonly placedBy: PlacedBy | undefined;
  /** Undefined if no record has a key, or none was sampled. */
  readonly skew: Skew | undefined;
  /** Share of the distinct keys that move if the count changes; 0 if it does not. */
  readonly movedKeyShare: number;
  /** Hashes of the most frequent keys. */
  readonly frequentKeys: ReadonlySet<number>;
}

const MAX_PARTITIONS = 100_000;

/**
 * required = peak rate × factor, at least the minimum;
 * partitions = ⌈required ÷ consumer throughput per partition⌉, at least the minimum; if keys are
 * known, raised to the smallest count whose hottest partition is within the consumer throughput.
 */
export function recommendTopic(
  traffic: TopicTraffic,
  needs: Needs,
  capacity: Capacity,
  contract?: ContractPlacement,
): Recommendation {
  const rates = ratesOf(traffic);
  // Keys share the real traffic, not the planned minimum.
  const busiest = rates.peakBytesPerSecond * needs.factor;
  const plan = planOf(busiest, needs, capacity);
  const keyed = keyedSample(traffic, contract);
  const { partitions } = traffic;
  const { count, skew } =
    keyed === undefined
      ? { count: plan.byThroughput, skew: undefined }
      : countForKeys(keyed.keys, { ...plan, now: partitions });
  const isMore = count > partitions;
  return {
    ...rates,
    requiredBytesPerSecond: plan.required,
    capacity,
    partitionsByThroughput: plan.byThroughput,
    partitionsByTraffic: plan.byTraffic,
    recommendedPartitions: count,
    reason: skew?.outcome === "unexplained" && !isMore ? "now" : reasonOf(count, plan, needs),
    observed: observedIn(traffic),
    placedBy: keyed?.placedBy,
    skew,
    movedKeyShare: isMore ? (keyed?.keys.movedKeyShare(partitions, count) ?? 0) : 0,
    frequentKeys: keyed?.keys.frequent ?? new Set(),
  };
}

/** Counts as if keys spread evenly. */
interface Plan {
  /** In bytes per second. */
  readonly required: number;
  readonly byTraffic: number;
  readonly byThroughput: number;
  /** The largest share of the bytes that a partition may get. */
  readonly largestShare: number;
}

function planOf(busiest: number, needs: Needs, { bytesPerSecond }: Capacity): Plan {
  const required = Math.max(busiest, needs.minBytesPerSecond);
  return {
    required,
    byTraffic: partitionsFor(busiest, { bytesPerSecond }),
    byThroughput: Math.max(needs.minPartitions, ceiling(required / bytesPerSecond)),
    largestShare: busiest === 0 ? 1 : bytesPerSecond / busiest,
  };
}

/** For a rate in bytes per second, as if keys spread evenly. */
export function partitionsFor(rate: number, { bytesPerSecond }: Pick<Capacity, "bytesPerSecond">) {
  return Math.max(1, ceiling(rate / bytesPerSecond));
}

/** Rounds up, but 50.00000000000001 to 50: a rounding error does not need a partition. */
function ceiling(value: number): number {
  return Math.min(MAX_PARTITIONS, Math.ceil(value * (1 - 1e-12)));
}

function reasonOf(count: number, plan: Plan, needs: Needs): Recommendation["reason"] {
  if (count > plan.byThroughput) return "skew";
  if (count === plan.byTraffic) return "traffic";
  return count > needs.minPartitions ? "min throughput" : "min partitions";
}

interface Keyed {
  readonly keys: SampleSkew;
  readonly placedBy: PlacedBy;
}

/** Undefined if no record has a key. */
function keyedSample(
  { sample, partitions }: TopicTraffic,
  contract: ContractPlacement | undefined,
): Keyed | undefined {
  const by = sample && placedBy(sample.keys, partitions, contract);
  if (by === undefined || sample === undefined) return undefined;
  const partitioners = partitionersOf(by, contract);
  return { keys: new SampleSkew(sample, { partitions, partitioners }), placedBy: by };
}
