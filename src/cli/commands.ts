import type { AlertFlags } from "./alerts.ts";
import { type CheckOptions, check as runCheck } from "./check.ts";
import { contractFlags } from "./contract-flags.ts";
import type { Flag, FlagValues } from "./flags.ts";
import type { InitFlags } from "./init.ts";
import type { Io } from "./io.ts";
import { keyFormatFlags } from "./key-format-flags.ts";
import { resourceFlags } from "./resource-flags.ts";
import type { SampleFlags } from "./sample.ts";

/** A command as it is parsed, run and shown in the help. */
export interface Command {
  readonly name: string;
  readonly description: string;
  /** For the list of all commands, where it is another. */
  readonly summary?: string;
  /** What stands without a flag: `<path...>` once or more, `[name]` once or not at all. */
  readonly operand?: { readonly name: string; readonly help: string };
  readonly flags: readonly Flag[];
  readonly moreFlags?: readonly { readonly title: string; readonly flags: readonly Flag[] }[];
  readonly examples: string;
  run(values: FlagValues, operands: readonly string[], io: Io): Promise<0 | 1>;
}

/** Flags that every command knows. */
export const globalFlags: readonly Flag[] = [
  { flag: "-V, --version", help: "output the version number" },
  { flag: "-h, --help", help: "display help for command" },
];

const contractFlag: Flag = {
  flag: "-c, --contract <file>",
  help: "contract (default: skew_contract.yml here, then in .github/)",
};

const comparisonFlags: readonly Flag[] = [
  { flag: "--baseline <report.json>", help: "compare with the JSON report of an earlier run" },
  {
    flag: "--baseline-keys <[topic=]path>",
    help: "compare with earlier keys; repeatable",
    repeatable: true,
  },
  {
    flag: "--fail-on <mode>",
    help: "any broken rule, only new ones, or never (default: the contract's fail_on, or any)",
  },
];

const check: Command = {
  name: "check",
  description: "Judges sampled keys by the contract.",
  summary: "Judges sampled keys by the contract (the default command).",
  flags: [
    contractFlag,
    {
      flag: "-k, --keys <[topic=]path>",
      help: "key file, glob, folder or -; repeatable",
      repeatable: true,
    },
    { flag: "-t, --topic <name>", help: "judge this topic only" },
    {
      flag: "-o, --output <format[:path]>",
      help: "text, json, sarif, markdown, github, junit, html, prometheus or csv; repeatable",
      repeatable: true,
    },
    { flag: "--report <path>", help: "write the JSON report of the only topic" },
    {
      flag: "--show-keys <mode>",
      help: "full, hash or none (default: full on a terminal, else hash)",
    },
    { flag: "--category <name>", help: "tells apart several SARIF analyses of one commit" },
    { flag: "-q, --quiet", help: "print nothing but errors" },
  ],
  moreFlags: [
    { title: "What changed", flags: comparisonFlags },
    { title: "How the files of --keys are read", flags: keyFormatFlags },
    { title: "How much of the machine is used", flags: resourceFlags },
    { title: "Without a contract file", flags: contractFlags },
  ],
  examples: `Examples:
  $ skew-contract                                  judge by skew_contract.yml here or under .github/
  $ skew-contract check --keys build/keys.txt      the keys of the contract's only topic
  $ skew-contract check --keys orders=o.csv --keys users=u.jsonl.gz
  $ skew-contract check --output json:report.json
  $ skew-contract check --topic user-events --keys build/keys.txt \\
      --partitions 48 --max-share 0.08 --max-gini 0.15 --min-unique 20000 \\
      --report skew_report.json                    without a contract file

Exit codes: 0 the contract holds, 1 it is broken, 2 it could not be judged.`,
  run: (values, _, io) => runCheck(values as CheckOptions, io),
};

const validate: Command = {
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

const schema: Command = {
  name: "schema",
  description: "Prints the JSON Schema of the contract (or of the JSON report).",
  operand: { name: "[name]", help: "contract or report (default: contract)" },
  flags: [],
  examples: `Examples:
  $ skew-contract schema > skew-contract.schema.json
  $ skew-contract schema report`,
  async run(_, [name = "contract"], io) {
    const { schema: run } = await import("./schema.ts");
    return run(name, io);
  },
};

const init: Command = {
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

const alerts: Command = {
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

const sample: Command = {
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
    { flag: "--null-token <text>", help: "the text that stands for a null key" },
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

/** Every command, the default one first. One more is an entry here. */
export const commands = [check, validate, schema, init, alerts, sample] as const;
