import type { ClientSettings } from "../clients/client.ts";
import type { ClientName } from "../clients/families.ts";
import type { FilePlace } from "../errors/place.ts";
import type { KeyFormatName } from "../keys/formats.ts";
import type { KeyFrame } from "../keys/key-frame.ts";
import type { KeyLocation } from "../keys/key-location.ts";
import type { NullToken } from "../keys/key-sink.ts";
import type { KeyType } from "../keys/key-type.ts";
import type { Assignor } from "../measures/consumer-loads.ts";
import type { PartitionerName } from "../partitioners/index.ts";
import type { PlacementName } from "../partitioners/placement-name.ts";
import type { Sampling } from "../tally/sample-details.ts";
import type { Window } from "../tally/window.ts";
import type { JoinedTopic } from "./joined-topic.ts";

/** The fields that set a limit, each with a rule of the same name. */
export const limitFields = [
  "max_partition_share",
  "max_gini",
  "max_cv",
  "max_key_share",
  "max_consumer_share",
  "max_partition_bytes_share",
  "max_key_bytes_share",
  "max_window_share",
  "min_unique_keys",
  "sample_size",
  "max_empty_keys",
  "max_null_keys",
  "min_known_keys",
] as const;

/** What a topic is called that has no name. */
export const UNNAMED_TOPIC = "keys";

type LimitField = (typeof limitFields)[number];

/** Rules, by the contract field that configures them. */
export type RuleId =
  | LimitField
  | "producers"
  | "partitioner"
  | "remap"
  | "confidence"
  | "schema_ids"
  | "co_partitioned"
  | "partition_count";

export type Severity = "error" | "warning" | "off";

/** Which breaches fail: any, those that were not there before, or none. */
export const failOnModes = ["any", "new", "never"] as const;
export type FailOn = (typeof failOnModes)[number];

/** Where a topic's keys are and how to read them. */
export interface KeySource extends KeyLocation {
  /** File, glob, folder, or `-` for standard input; relative to the contract. */
  readonly path: string;
  readonly format?: KeyFormatName | undefined;
}

/** What one topic's keys must satisfy, with inherited and default values filled in. */
export interface TopicContract extends JoinedTopic {
  /** What the contract says of a topic that is judged as it is on a cluster; undefined elsewhere. */
  readonly stated?: Stated | undefined;
  /** Its file, from the root of the repository; only if several contracts are judged together. */
  readonly contractFile?: string | undefined;
  /** The clients that do not place records by their keys, with what they hash instead. */
  readonly hashedValues?:
    | readonly { readonly client: ClientName; readonly value: string }[]
    | undefined;
  /** All clients that write the topic, if the contract names them: `sarama`, `sarama (murmur2)`. */
  readonly producers: readonly string[];
  /** The same, with where they place keys. */
  readonly producerPlacements: readonly Producer[];
  /** The client whose default places the keys, if the contract names one. */
  readonly producer?: ClientName | undefined;
  /** The key_type that was hashed, if keys are shown as another one: digests are, in hex. */
  readonly hashedAs?: KeyType | undefined;
  readonly nullToken?: NullToken | undefined;
  readonly keys: readonly KeySource[];
  /** Whether the keys are those of all records or of a random part; undefined where it is not said. */
  readonly sample?: Sampling | undefined;
  /** Limits by the rule that checks them; shares and ratios 0…1, numbers of keys and records. */
  readonly limits: Readonly<Partial<Record<RuleId, number>>>;
  readonly consumers?: number | undefined;
  /** Undefined: range. */
  readonly assignor?: Assignor | undefined;
  /** What max_window_share looks at. */
  readonly window?: Window | undefined;
  readonly keySource?: string | undefined;
  readonly severity: Readonly<Partial<Record<RuleId, Severity>>>;
  readonly failOn: FailOn;
  /** How much worse a broken rule may be and still be known, as a share of its earlier value. */
  readonly tolerance: Readonly<Partial<Record<RuleId, number>>>;
  /** The topics that it is joined with, by co_partitioned; undefined if there are none. */
  readonly joinedWith?: readonly JoinedTopic[] | undefined;
}

/** What a contract says and a cluster may not follow. */
interface Stated {
  readonly partitions: number;
  /** Undefined if it is `recorded`. */
  readonly partitioner: PartitionerName | undefined;
}

/** A client that writes a topic. */
export interface Producer {
  /** Undefined if only its partitioner is named. */
  readonly client: ClientName | undefined;
  readonly partitioner: PartitionerName;
  readonly emptyKey: "hashed" | "unplaced";
  readonly keyType: KeyType;
  /** Whether the contract names the partitioner, rather than only the client. */
  readonly isConfigured: boolean;
  /** Whether it is configured to ignore keys, so that any partition may get any key. */
  readonly ignoresKeys: boolean;
  /** How it can be made to place keys in another way. */
  readonly settings: ClientSettings;
  /** What to set so that it does not ignore keys any more. */
  readonly keysAgain: string;
  /** Where a contract file names it. */
  readonly where?: FilePlace | undefined;
}

/** A client by its name, for its default, or how it is configured. */
export type RawProducer =
  | ClientName
  | {
      readonly client?: ClientName;
      readonly partitioner?: PartitionerName;
      readonly key_type?: KeyType;
      readonly empty_keys?: "hashed" | "unplaced";
      readonly ignore_keys?: boolean;
    };

/** A topic as the contract file has it, after validation by the JSON Schema. */
export interface RawTopic extends Readonly<Partial<Record<LimitField, number>>> {
  readonly partitions?: number;
  readonly keys?: RawKeys;
  readonly partitioner?: PlacementName;
  readonly producer?: ClientName;
  readonly producers?: readonly RawProducer[];
  readonly empty_keys?: "hashed" | "unplaced";
  readonly key_type?: KeyType;
  readonly key_frame?: KeyFrame;
  readonly null_token?: NullToken;
  readonly sample?: Sampling;
  readonly consumers?: number;
  readonly assignor?: Assignor;
  /** `1m` */
  readonly window?: string;
  readonly window_records?: number;
  readonly key_source?: string;
  readonly severity?: Partial<Record<RuleId, Severity>>;
  readonly fail_on?: Exclude<FailOn, "never">;
  readonly tolerance?: Partial<Record<Exclude<LimitField, "min_known_keys">, number>>;
}

export type RawKeys = RawKeySource | readonly RawKeySource[];

export type RawKeySource =
  | string
  | {
      readonly path: string;
      readonly format?: KeyFormatName;
      readonly column?: string | number;
      /** Never true. */
      readonly count_column?: string | number | boolean;
      readonly partition_column?: string | number;
      readonly time_column?: string | number;
      readonly bytes_column?: string | number;
      readonly delimiter?: string;
      readonly header?: boolean;
      readonly pointer?: string;
      readonly count_pointer?: string;
      readonly missing?: "null";
    };

export interface RawContract {
  readonly version: 1;
  readonly defaults?: RawTopic;
  readonly topics: Readonly<Record<string, RawTopic>>;
  /** Groups of topics that are joined, by name. */
  readonly co_partitioned?: readonly (readonly string[])[];
}
