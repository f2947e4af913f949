import type { KeySource, TopicContract } from "#core/contract/contract.ts";

/** How to read files that are named outside a contract. */
export type KeyFormat = Omit<KeySource, "path">;

/** What a door is to judge. */
export interface Request {
  /** Instead of a contract file. */
  readonly contract?: TopicContract | undefined;
  /** Files, globs and folders; undefined: one of the usual places. */
  readonly contractFiles?: readonly string[] | undefined;
  /** Only these of the contracts' topics: names and globs. */
  readonly topics?: readonly string[] | undefined;
  /** `[TOPIC=]PATH`, instead of the keys in the contract. */
  readonly keys?: readonly string[] | undefined;
  /** The same for the keys to compare with. */
  readonly baselineKeys?: readonly string[] | undefined;
  readonly format?: KeyFormat | undefined;
}
