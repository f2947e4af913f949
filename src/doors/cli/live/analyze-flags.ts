import { type Command, contractFlag } from "../command.ts";
import { connectionFlags } from "../connection-flags.ts";
import type { Flag, FlagValues } from "../flags.ts";
import { keyFormatFlags } from "../key-format-flags.ts";

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
  readonly nullToken?: readonly string[];
  readonly format?: string;
}

export const analyzeFlags: readonly Flag[] = [
  {
    flag: "-s, --simulation <name>",
    help: "normal (default), less-repetition, more-repetition, no-repetition or hot-key",
  },
  {
    flag: "-p, --key-pattern <text>",
    help: "what keys begin with (default: user-); repeatable",
    repeatable: true,
  },
  {
    flag: "-k, --keys <path>",
    help: "real keys instead: key file, glob or folder; repeatable",
    repeatable: true,
  },
  { flag: "--records <n>", help: "10 to 10000000 (default: 100000, or as many as --keys has)" },
  { flag: "--partitions <n>", help: "of the topic (default: the contract's, or 6)" },
  {
    flag: "--partitioner <name>",
    help: "of librdkafka: murmur2_random (default), consistent_random, fnv1a_random, …",
  },
  { flag: "--replication-factor <n>", help: "of the topic (default: the cluster's)" },
  { flag: "--value-bytes <n>", help: "size of a record's value (default: 100)" },
  { flag: "--seed <n>", help: "of all that is random (default: 1)" },
  { flag: "--ordered", help: "hot keys first, as the simulation makes them, not shuffled" },
  {
    flag: "--custom <file>",
    help: "a module whose default export is (key, partitions) => partition",
  },
  {
    flag: "-o, --output <format[:path]>",
    help: "text, json, markdown, html or csv; repeatable",
    repeatable: true,
  },
  { flag: "--json", help: "print progress and the result as JSON lines" },
  { flag: "-q, --quiet", help: "print nothing but errors" },
];

export const moreAnalyzeFlags: NonNullable<Command["moreFlags"]> = [
  {
    title: "The cluster (docs/connection.md; also KAFKA_… variables and .env)",
    flags: connectionFlags,
  },
  {
    title: "The topic",
    flags: [
      { flag: "-t, --topic <name>", help: "must not exist (default: a name of its own)" },
      { flag: "--keep-topic", help: "do not delete it at the end" },
      { flag: "--delivery-timeout <seconds>", help: "when a record has failed (default: 120)" },
    ],
  },
  {
    title: "Its verdict by a contract",
    flags: [
      { flag: contractFlag.flag, help: "contract that the result is judged by" },
      { flag: "--contract-topic <name>", help: "which of its topics, where it has several" },
    ],
  },
  {
    title: "How the files of --keys are read",
    flags: [
      ...keyFormatFlags,
      { flag: "--key-type <type>", help: "the key's serializer" },
      { flag: "--null-token <text>", help: "the text that stands for a null key" },
    ],
  },
];
