import type { FlagValues } from "../flags.ts";

/** Flags of `recommend`, as they are typed; those of its settings are read by their table. */
export interface RecommendFlags extends FlagValues {
  readonly bootstrap?: string;
  readonly config?: string;
  readonly cluster?: string;
  readonly noEnvFile?: boolean;
  readonly contract?: string;
  readonly output?: readonly string[];
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
}
