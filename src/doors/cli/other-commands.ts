import type { AlertFlags } from "./alerts.ts";
import type { CheckOptions } from "./check.ts";
import { type Command, contractFlag, keysFlag, readingFlags } from "./command.ts";
import { contractFlags } from "./contract-flags.ts";
import type { InitFlags } from "./init.ts";
import { keyFormatFlags } from "./key-format-flags.ts";
import { resourceFlags } from "./resource-flags.ts";
import type { SampleFlags } from "./sample.ts";
import type { BaselineFlags } from "./write-baseline.ts";

export const validate: Command = {
  name: "validate",
  description: "Checks the contract alone, with every error at file:line:column.",
  flags: [contractFlag],
  examples: `Examples:
  $ skew-contract validate
  $ skew-contract validate --contract config/skew_contract.yml`,
  async run(values, _, io) {
    const { validate: run } = await import("./validate.ts");
    return run(values as { contract?: string }, io);
  },
};

export const schema: Command = {
  name: "schema",
  description: "Prints the JSON Schema of the contract (or of a JSON report).",
  operand: {
    name: "[name]",
    help: "contract, report, analysis or recommendation (default: contract)",
  },
  flags: [],
  examples: `Examples:
  $ skew-contract schema > skew-contract.schema.json
  $ skew-contract schema report`,
  async run(_, [name = "contract"], io) {
    const { schema: run } = await import("./schema.ts");
    return run(name, io);
  },
};

export const init: Command = {
  name: "init",
  description: "Proposes a contract that today's keys hold; never overwrites one.",
  operand: { name: "<[topic=]path...>", help: "key files, globs or folders" },
  flags: [
    { flag: "--partitions <n>", help: "the topic's partition count" },
    { flag: "-c, --contract <file>", help: "where to write it (default: skew_contract.yml)" },
    { flag: "-t, --topic <name>", help: "topic of paths without one (default: the file's name)" },
    { flag: "--producer <client>", help: "the client that writes the topic" },
    { flag: "--key-type <type>", help: "the key's serializer" },
    ...keyFormatFlags,
  ],
  examples: `Examples:
  $ skew-contract init --partitions 48 user-events=build/keys.txt
  $ skew-contract init --partitions 12 --topic orders samples/*.csv`,
  async run(values, paths, io) {
    const { init: run } = await import("./init.ts");
    return run(paths, values as InitFlags, io);
  },
};

export const alerts: Command = {
  name: "alerts",
  description: "Prints Prometheus alerting rules on partition skew, for the contract's topics.",
  flags: [
    contractFlag,
    { flag: "-t, --topic <name>", help: "alerts on this topic only" },
    {
      flag: "--exporter <name>",
      help: "kafka_exporter, kminion or jmx (default: kafka_exporter)",
    },
    { flag: "--group <name>", help: "lag of this consumer group only (default: of every one)" },
    {
      flag: "--processing-metric <name>",
      help: "your gauge of p99 processing time by topic and partition",
    },
  ],
  examples: `Examples:
  $ skew-contract alerts > partition-skew.rules.yml      and name it in prometheus.yml: rule_files
  $ skew-contract alerts --exporter kminion --topic orders --group billing
  $ skew-contract alerts --exporter jmx --processing-metric billing_processing_p99_seconds`,
  async run(values, _, io) {
    const { alerts: run } = await import("./alerts.ts");
    return run(values as AlertFlags, io);
  },
};

export const baseline: Command = {
  name: "baseline",
  description: "Writes a report for later runs to be compared with by check --baseline.",
  flags: [
    contractFlag,
    keysFlag,
    { flag: "-t, --topic <name>", help: "this topic only" },
    { flag: "-o, --output <path>", help: "where to (default: skew_baseline.json)" },
    { flag: "--show-keys <mode>", help: "full, hash or none (default: hash)" },
  ],
  moreFlags: readingFlags,
  examples: `Examples:
  $ skew-contract baseline                         then commit skew_baseline.json
  $ skew-contract check --baseline skew_baseline.json --fail-on new`,
  async run(values, _, io) {
    const { writeBaseline } = await import("./write-baseline.ts");
    return writeBaseline(values as BaselineFlags, io);
  },
};

export const explain: Command = {
  name: "explain",
  description: "Shows what the keys would do under other partition counts, partitioners and salts.",
  flags: [
    contractFlag,
    keysFlag,
    { flag: "-t, --topic <name>", help: "this topic only" },
    { flag: "-o, --output <format[:path]>", help: "text or json; repeatable", repeatable: true },
  ],
  moreFlags: [...readingFlags, { title: "Without a contract file", flags: contractFlags }],
  examples: `Examples:
  $ skew-contract explain --topic orders
  $ skew-contract explain --keys build/keys.txt --partitions 48 --max-share 0.08
  $ skew-contract explain --output json:what-if.json`,
  async run(values, _, io) {
    const { explain: run } = await import("./explain.ts");
    return run(values as CheckOptions, io);
  },
};

export const sample: Command = {
  name: "sample",
  description: "Writes a sample file: key counts and hashes without the keys' text.",
  operand: { name: "<path...>", help: "key files, globs or folders" },
  flags: [
    { flag: "-o, --output <path>", help: "where to write it, such as keys.skew" },
    { flag: "--secret-file <path>", help: "key the digests by this file's text" },
    {
      flag: "--hashes <names>",
      help: "whose partitioners it is for (default: murmur2,crc32,fnv1a)",
    },
    { flag: "--key-type <type>", help: "the key's serializer" },
    {
      flag: "--null-token <text>",
      help: "a text that stands for a null key; repeatable",
      repeatable: true,
    },
  ],
  moreFlags: [
    { title: "How the files are read", flags: keyFormatFlags },
    { title: "How much of the machine is used", flags: resourceFlags },
  ],
  examples: `Examples:
  $ skew-contract sample build/keys.txt --output keys.skew
  $ skew-contract sample keys.csv -o keys.skew --secret-file ~/.skew-secret --hashes murmur2
  $ skew-contract check --keys keys.skew           as any other key file

The secret may also stand in SKEW_CONTRACT_SAMPLE_SECRET. docs/samples.md says what a sample
protects and what it does not.`,
  async run(values, paths, io) {
    const { sample: run } = await import("./sample.ts");
    return run(paths, values as SampleFlags, io);
  },
};
