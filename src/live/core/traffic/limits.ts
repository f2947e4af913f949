import { DEFAULT_MAX_RATE } from "../records/max-rate.ts";

/** Limits and defaults of an analysis. */
export const RECORDS = { least: 10, most: 10_000_000, otherwise: 100_000 } as const;
/** The maximum is more than any topic has. */
export const PARTITIONS = { least: 1, most: 100_000, otherwise: 6 } as const;
export const DEFAULTS = {
  keyPattern: "user-",
  setting: "murmur2_random",
  valueBytes: 100,
  seed: 1,
  deliveryTimeoutMs: 120_000,
  maxBytesPerSecond: DEFAULT_MAX_RATE,
  /** The cluster's default. */
  replicationFactor: -1,
} as const;
