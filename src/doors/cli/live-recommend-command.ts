import type { Command } from "./command.ts";
import { connectionFlags } from "./connection-flags.ts";
import type { RecommendFlags } from "./live/recommend-flags.ts";

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
