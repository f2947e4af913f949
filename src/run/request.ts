import type { KeySource, TopicContract } from "#core/contract/contract.ts";

/** How files that are named outside a contract are read. */
export type KeyFormat = Omit<KeySource, "path">;

/** What a door is asked for. */
export interface Request {
  /** Instead of a contract file. */
  readonly contract?: TopicContract | undefined;
  /** The contract's path; one of the usual places without. */
  readonly contractFile?: string | undefined;
  /** Only these of the contract's topics. */
  readonly topics?: readonly string[] | undefined;
  /** `[TOPIC=]PATH`, instead of those that the contract names. */
  readonly keys?: readonly string[] | undefined;
  /** The same of keys to compare with. */
  readonly baselineKeys?: readonly string[] | undefined;
  readonly format?: KeyFormat | undefined;
}
