import type { FlagValues } from "../flags.ts";

/** Flags of `analyze`, as they are typed. */
export interface AnalyzeFlags extends FlagValues {
  readonly bootstrap?: string;
  readonly config?: string;
  readonly cluster?: string;
  readonly noEnvFile?: boolean;
  readonly simulation?: string;
  readonly keyPattern?: readonly string[];
  readonly keys?: readonly string[];
  readonly records?: string;
  readonly partitions?: string;
  readonly partitioner?: string;
  readonly replicationFactor?: string;
  readonly valueBytes?: string;
  readonly seed?: string;
  readonly ordered?: boolean;
  readonly custom?: string;
  readonly output?: readonly string[];
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly topic?: string;
  readonly keepTopic?: boolean;
  readonly deliveryTimeout?: string;
  readonly contract?: string;
  readonly contractTopic?: string;
  readonly keyType?: string;
  readonly nullToken?: string;
  readonly format?: string;
}
