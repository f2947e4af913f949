import type { PartitionerName } from "../partitioners/index.ts";

/** How else a client can be made to place keys: what to set, by the partitioner that it then uses. */
export type ClientSettings = Readonly<Partial<Record<PartitionerName, string>>>;

/** What a client does with the key of a record, unless it is configured otherwise. */
export type Client = {
  /** What it does with a record without a key. */
  readonly nullKey: string;
  readonly settings?: ClientSettings;
  /** What to set if it was configured to ignore keys. */
  readonly keysAgain?: string;
  /** Versions in which the default was another one. */
  readonly changed?: string;
  /** What it hashes, if that is not the record's key: the sample has to hold these values. */
  readonly hashes?: string;
  /** What was run, or read where said so. */
  readonly source: string;
} & (
  | {
      readonly partitioner: PartitionerName;
      /** `unplaced`: the client treats the empty key as no key, so any partition may get it. */
      readonly emptyKey: "hashed" | "unplaced";
    }
  | {
      /** Why its name does not say where a key goes. */
      readonly ignoresKeys: string;
    }
);
