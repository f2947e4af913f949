import { type Command, contractFlag } from "./command.ts";
import type { Flag } from "./flags.ts";
import { keyFormatFlags } from "./key-format-flags.ts";
import type { AnalyzeFlags } from "./live/analyze-flags.ts";
import type { CleanupFlags } from "./live/cleanup.ts";
import type { DashboardFlags } from "./live/dashboard.ts";
import type { RecommendFlags } from "./live/recommend-flags.ts";

/*
 * Commands that talk to a real cluster. All but their flags is in a bundle of its own, which
 * nothing else loads.
 */

const connectionFlags: readonly Flag[] = [
  { flag: "--bootstrap <host:port,…>", help: "brokers to begin with" },
  {
    flag: "--config <file>",
    help: "client.properties, with names of Java's clients or librdkafka",
  },
  { flag: "--no-env-file", help: "read no .env file here" },
  {
    flag: "--cluster <id>",
    help: "which of the clusters that credentials are for (KAFKA_CREDENTIALS, Confluent Cloud)",
  },
];

export const analyze: Command = {
  name: "analyze",
  description:
    "Produces records to a topic of its own on a real cluster, reads them back and compares partitioners and strategies.",
  summary: "Proves a key's distribution on a real cluster.",
  flags: [
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
  ],
  moreFlags: [
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
  ],
  examples: `Examples:
  $ skew-contract analyze --bootstrap localhost:9092
  $ skew-contract analyze --config client.properties --simulation hot-key --partitions 12
  $ skew-contract analyze --bootstrap localhost:9092 --keys build/keys.txt \\
      --contract skew_contract.yml --output html:analysis.html

It writes to a topic that it creates and deletes; a topic that exists is never touched.
Exit codes: 0 as expected, 1 not as expected or the contract is broken, 2 it could not be found out.`,
  async run(values, _, io) {
    const { analyze: run } = await import("./live/index.ts");
    return run(values as AnalyzeFlags, io);
  },
};

export const recommend: Command = {
  name: "recommend",
  description:
    "Says for every topic of one or many clusters how many partitions it should have, from its real traffic, and why.",
  summary: "Recommends partition counts from real traffic.",
  flags: [
    {
      flag: "--topic-filter <names>",
      help: "parts of topics' names, with commas (TOPIC_FILTER)",
    },
    {
      flag: "--include-internal",
      help: "also topics that begin with _, but the brokers' own (INCLUDE_INTERNAL_TOPICS)",
    },
    {
      flag: "--factor <n>",
      help: "how much more than the busiest time to plan for (default: 3)",
    },
    {
      flag: "--min-throughput <size>",
      help: "bytes a second to plan for at least (default: 10M)",
    },
    { flag: "--min-partitions <n>", help: "to recommend at least (default: 6)" },
    {
      flag: "--consumer-throughput <size>",
      help: "what a consumer takes of a partition in a second, or `measured` (default: 10M)",
    },
    { flag: "--formula <name>", help: "capacity (default), or seed: the Python tool's" },
    {
      flag: "-o, --output <format[:path]>",
      help: "text, json, markdown, html, or csv[:folder] (default: text and csv); repeatable",
      repeatable: true,
    },
    {
      flag: "--contract <file>",
      help: "write its copy with the recommended counts beside it, *.proposed.yml",
    },
    { flag: "--json", help: "print progress and the result as JSON lines" },
    { flag: "--verbose", help: "print a log of what is done" },
    { flag: "-q, --quiet", help: "print nothing but errors" },
  ],
  moreFlags: [
    {
      title: "The clusters (docs/connection.md; also KAFKA_… variables and .env)",
      flags: connectionFlags,
    },
    {
      title: "What is looked at",
      flags: [
        {
          flag: "--method <name>",
          help: "sampling (default) or metrics, Confluent Cloud's (USE_SAMPLE_RECORDS=False)",
        },
        { flag: "--sampling-days <n>", help: "days to look back, or retention (default: 7)" },
        { flag: "--max-sample-records <n>", help: "of a topic (default: 10000)" },
        { flag: "--max-sample-bytes <size>", help: "of a topic, about (default: 64M)" },
        { flag: "--sampling-timeout <seconds>", help: "to wait for a record (default: 10)" },
        { flag: "--seed <n>", help: "of where samples are taken from (default: 1)" },
        { flag: "--cluster-workers <n>", help: "clusters side by side (default: 4)" },
        { flag: "--topic-workers <n>", help: "groups of topics side by side (default: 8)" },
      ],
    },
  ],
  examples: `Examples:
  $ skew-contract recommend --bootstrap localhost:9092
  $ skew-contract recommend --config client.properties --topic-filter orders,payments \\
      --consumer-throughput 25M --output html:partitions.html
  $ skew-contract recommend --contract skew_contract.yml   its variables as in the Python tool's .env

It reads, and changes nothing on the cluster.
Exit codes: 0 all is known, 2 some cluster, topic or partition could not be read.`,
  async run(values, _, io) {
    const { recommend: run } = await import("./live/index.ts");
    return run(values as RecommendFlags, io);
  },
};

export const dashboard: Command = {
  name: "dashboard",
  description:
    "Serves a page on this machine alone: the gate on keys that you drop, the analyzer and the recommender.",
  summary: "Shows distributions in a browser: gate, analyzer and recommender.",
  flags: [
    { flag: "--port <n>", help: "0 to 65535 (default: 0, any that is free)" },
    { flag: "--open", help: "open it in the browser" },
    { flag: "--demo", help: "without any cluster: the gate on sample data" },
  ],
  moreFlags: [
    {
      title: "The cluster (docs/connection.md; also KAFKA_… variables and .env)",
      flags: connectionFlags,
    },
  ],
  examples: `Examples:
  $ skew-contract dashboard --open
  $ skew-contract dashboard --demo
  $ skew-contract dashboard --config client.properties --port 8080

It prints an address with a secret in it, and serves until Ctrl+C, which also deletes what it made.`,
  async run(values, _, io) {
    const { dashboard: run } = await import("./live/index.ts");
    return run(values as DashboardFlags, io);
  },
};

export const cleanup: Command = {
  name: "cleanup",
  description: "Deletes topics and API keys that a crashed run has left behind, and nothing else.",
  flags: [
    ...connectionFlags,
    { flag: "--dry-run", help: "say what would be deleted" },
    { flag: "--all-keys", help: "also API keys of other machines that are younger than a day" },
    { flag: "--json", help: "print the result as JSON" },
  ],
  examples: `Examples:
  $ skew-contract cleanup --dry-run
  $ skew-contract cleanup --config client.properties`,
  async run(values, _, io) {
    const { cleanup: run } = await import("./live/index.ts");
    return run(values as CleanupFlags, io);
  },
};

export const installClient: Command = {
  name: "install-client",
  description: "Installs Kafka's native client, which live commands need, into the user's cache.",
  flags: [],
  examples: `Examples:
  $ skew-contract install-client`,
  async run(_, __, io) {
    const { installClient: run } = await import("./live/index.ts");
    return run(io);
  },
};
