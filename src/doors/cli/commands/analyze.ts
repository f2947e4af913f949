import { choice, choiceFrom } from "#core/values/choice.ts";
import { count } from "#core/values/count.ts";
import { duration } from "#core/values/duration.ts";
import { size } from "#core/values/size.ts";
import { producerPartitioners } from "#live/core/analysis/producer-partitioner.ts";
import type { analysisReports } from "#live/core/analysis/reports/index.ts";
import { PARTITIONS, RECORDS } from "#live/core/traffic/limits.ts";
import { MIN_VALUE_BYTES } from "#live/core/traffic/record-values.ts";
import type { SimulationName } from "#live/core/traffic/simulations.ts";
import type { OptionsOf } from "../command.ts";
import { Command } from "../commander.ts";
import { CONNECTION_GROUP, withConnectionFlags } from "../connection-flags.ts";
import { keyTypeOption, NULL_TOKEN_HELP } from "../contract-flags.ts";
import { withKeyFormatFlags } from "../key-format-flags.ts";
import { manual } from "../manual.ts";
import { collect, outputOption, valueOption } from "../option.ts";

const simulations: readonly SimulationName[] = [
  "normal",
  "less-repetition",
  "more-repetition",
  "no-repetition",
  "hot-key",
];
const formats: readonly (keyof typeof analysisReports)[] = [
  "text",
  "json",
  "markdown",
  "html",
  "csv",
];

const about = {
  examples: [
    "skew-contract analyze --bootstrap localhost:9092",
    "skew-contract analyze --config client.properties --simulation hot-key --partitions 12",
    `skew-contract analyze --bootstrap localhost:9092 --keys build/keys.txt \\
      --contract skew_contract.yml --output html:analysis.html`,
  ],
  notes: "It writes to a topic that it creates and deletes; a topic that exists is never touched.",
  exitCodes:
    "0 as expected, 1 not as expected or the contract is broken, 2 it could not be found out.",
  page: "analyze.md",
};

export const defineAnalyze = () => {
  const command = withRecordFlags(
    new Command("analyze")
      .helpGroup("Live:")
      .summary("Proves a key's distribution on a real cluster.")
      .description(
        "Produces records to a topic of its own on a real cluster, reads them back and compares partitioners and strategies.",
      ),
  )
    .addOption(outputOption(formats))
    .option("--json", "print progress and the result as JSON lines")
    .option("-q, --quiet", "print nothing but errors")
    .optionsGroup(CONNECTION_GROUP);
  const withTopic = withConnectionFlags(command)
    .optionsGroup("The topic:")
    .option("-t, --topic <name>", "must not exist (default: a name of its own)")
    .option("--keep-topic", "do not delete it at the end")
    .addOption(
      valueOption(
        "--delivery-timeout <seconds>",
        "when a record has failed (default: 120)",
        duration("s", { min: 1, max: 3_600 }),
      ),
    )
    .optionsGroup("Its verdict by a contract:")
    .option("-c, --contract <file>", "contract that the result is judged by")
    .option("--contract-topic <name>", "which of its topics, where it has several")
    .optionsGroup("How the files of --keys are read:");
  return withKeyFormatFlags(withTopic)
    .addOption(keyTypeOption("the key's serializer"))
    .option("--null-token <text>", NULL_TOKEN_HELP, collect)
    .addHelpText("after", () => manual(about));
};

const withRecordFlags = (command: Command) =>
  command
    .addOption(
      valueOption(
        "-s, --simulation <name>",
        "normal (default), less-repetition, more-repetition, no-repetition or hot-key",
        choice(simulations),
      ),
    )
    .option(
      "-p, --key-pattern <text>",
      "what keys begin with (default: user-); repeatable",
      collect,
    )
    .option("-k, --keys <path>", "real keys instead: key file, glob or folder; repeatable", collect)
    .addOption(
      valueOption(
        "--records <n>",
        `${RECORDS.least} to ${RECORDS.most} (default: ${RECORDS.otherwise}, or as many as --keys has)`,
        count({ min: RECORDS.least, max: RECORDS.most }),
      ),
    )
    .addOption(
      valueOption(
        "--partitions <n>",
        "of the topic (default: the contract's, or 6)",
        count({ min: PARTITIONS.least, max: PARTITIONS.most }),
      ),
    )
    .addOption(
      valueOption(
        "--partitioner <name>",
        "of librdkafka: murmur2_random (default), consistent_random, fnv1a_random, …",
        choiceFrom(producerPartitioners),
      ),
    )
    .addOption(
      valueOption(
        "--replication-factor <n>",
        "of the topic (default: the cluster's)",
        count({ min: 1, max: 100 }),
      ),
    )
    .addOption(
      valueOption(
        "--value-bytes <n>",
        "size of a record's value (default: 100)",
        size({ min: MIN_VALUE_BYTES, max: 1_000_000 }),
      ),
    )
    .addOption(
      valueOption(
        "--seed <n>",
        "of all that is random (default: 1)",
        count({ min: 0, max: 2 ** 32 - 1 }),
      ),
    )
    .option("--ordered", "hot keys first, as the simulation makes them, not shuffled")
    .option("--custom <file>", "a module whose default export is (key, partitions) => partition");

export type AnalyzeOptions = OptionsOf<typeof defineAnalyze>;
