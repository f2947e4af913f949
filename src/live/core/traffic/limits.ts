/** What an analysis may be asked for, and what it does unasked. */
export const RECORDS = { least: 10, most: 10_000_000, otherwise: 100_000 } as const;
/** At most more than any one topic of a cluster has. */
export const PARTITIONS = { least: 1, most: 100_000, otherwise: 6 } as const;
export const DEFAULTS = {
  keyPattern: "user-",
  setting: "murmur2_random",
  valueBytes: 100,
  seed: 1,
  deliveryTimeoutMs: 120_000,
  /** As the cluster does by default. */
  replicationFactor: -1,
} as const;
