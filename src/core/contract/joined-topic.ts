import type { KeyFrame } from "../keys/key-frame.ts";
import type { KeyType } from "../keys/key-type.ts";
import type { PartitionerName } from "../partitioners/index.ts";

/** What must be alike in topics that are joined, as another topic of the contract has it. */
export interface JoinedTopic {
  readonly topic: string;
  readonly partitions: number;
  /** If `isRecorded`, what is used where a hash is needed: the one that was found, if there is one. */
  readonly partitioner: PartitionerName;
  /** Whether records are judged by the partitions that they were written to. */
  readonly isRecorded: boolean;
  /** `unplaced`: the producer treats the empty key as no key. */
  readonly emptyKey: "hashed" | "unplaced";
  readonly keyType: KeyType;
  /** Undefined: keys carry nothing else. */
  readonly keyFrame?: KeyFrame | undefined;
}
