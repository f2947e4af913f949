import type { recommendReports } from "#live/core/recommendation/reports/index.ts";
import { formulas, methods } from "#live/core/recommendation/settings.ts";
import type { OptionsOf } from "../command.ts";
import { Command } from "../commander.ts";
import { CONNECTION_GROUP, withConnectionFlags } from "../connection-flags.ts";
import { manual } from "../manual.ts";
import { outputOption, valueOption } from "../option.ts";

const formats: readonly (keyof typeof recommendReports | "csv")[] = [
  "text",
  "json",
  "markdown",
  "html",
  "csv",
];

const about = {
  examples: [
    "skew-contract recommend --bootstrap localhost:9092",
    `skew-contract recommend --config client.properties --topic-filter orders,payments \\
      --consumer-throughput 25M --output html:partitions.html`,
    "skew-contract recommend --contract skew_contract.yml   its variables as in the Python tool's .env",
  ],
  notes: "It reads, and changes nothing on the cluster.",
  exitCodes: "0 all is known, 2 some cluster, topic or partition could not be read.",
  page: "recommend.md",
};

/** Numbers are read with the variables of the same meaning, so that all that is wrong is said. */
export const defineRecommend = () => {
  const command = new Command("recommend")
    .helpGroup("Live:")
    .summary("Recommends partition counts from real traffic.")
    .description(
      "Says for every topic of one or many clusters how many partitions it should have, from its real traffic, and why.",
    )
    .option("--topic-filter <names>", "parts of topics' names, with commas (TOPIC_FILTER)")
    .option(
      "--include-internal",
      "also topics that begin with _, but the brokers' own (INCLUDE_INTERNAL_TOPICS)",
    )
    .option("--factor <n>", "how much more than the busiest time to plan for (default: 3)")
    .option("--min-throughput <size>", "bytes a second to plan for at least (default: 10M)")
    .option("--min-partitions <n>", "to recommend at least (default: 6)")
    .option(
      "--consumer-throughput <size>",
      "what a consumer takes of a partition in a second, or `measured` (default: 10M)",
    )
    .addOption(
      valueOption(
        "--formula <name>",
        "capacity (default) or legacy, the Python recommender's",
        formulas,
      ),
    )
    .addOption(outputOption(formats, ", the last with a folder (default: text and csv)"))
    .option(
      "--contract <file>",
      "write its copy with the recommended counts beside it, *.proposed.yml",
    )
    .option("--json", "print progress and the result as JSON lines")
    .option("--verbose", "print a log of what is done")
    .option("-q, --quiet", "print nothing but errors")
    .optionsGroup(CONNECTION_GROUP);
  return withConnectionFlags(command)
    .optionsGroup("What is looked at:")
    .addOption(
      valueOption(
        "--method <name>",
        "sampling (default) or metrics, Confluent Cloud's (USE_SAMPLE_RECORDS=False)",
        methods,
      ),
    )
    .option("--sampling-days <n>", "days to look back, or retention (default: 7)")
    .option("--max-sample-records <n>", "of a topic (default: 10000)")
    .option("--max-sample-bytes <size>", "of a topic, about (default: 64M)")
    .option("--sampling-timeout <seconds>", "to wait for a record (default: 10)")
    .option("--seed <n>", "of where samples are taken from (default: 1)")
    .option("--cluster-workers <n>", "clusters side by side (default: 4)")
    .option("--topic-workers <n>", "groups of topics side by side (default: 8)")
    .addHelpText("after", () => manual(about));
};

export type RecommendOptions = OptionsOf<typeof defineRecommend>;
