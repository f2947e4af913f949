import type { recommendReports } from "#live/core/recommendation/reports/index.ts";
import { formulas, methods } from "#live/core/recommendation/settings.ts";
import type { OptionsOf } from "../command.ts";
import { Command, type OptionValues } from "../commander.ts";
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
    "skew-contract recommend --contract skew_contract.yml   cluster and settings from .env",
  ],
  notes: "recommend only reads: it changes nothing on the cluster.",
  exitCodes: "0 success, 2 a cluster, topic or partition could not be read.",
  page: "recommend.md",
};

export const defineRecommend = () => {
  const command = new Command("recommend")
    .helpGroup("Live:")
    .summary("Recommends partition counts from real traffic.")
    .description(
      "Recommends a partition count for each topic of one or several clusters, with reasons, from its real traffic.",
    );
  const withPlan = withPlanFlags(command)
    .addOption(outputOption(formats, "; csv takes a folder (default: text and csv)"))
    .option(
      "--contract <file>",
      "write a copy with the recommended counts next to it, as *.proposed.yml",
    )
    .option("--dry-run", "print what would be read, and read no records")
    .option("--json", "print progress and the result as JSON lines")
    .option("--verbose", "print a detailed log")
    .option("-q, --quiet", "print only errors")
    .optionsGroup(CONNECTION_GROUP);
  return withSamplingFlags(withConnectionFlags(withPlan)).addHelpText("after", () => manual(about));
};

/*
 * Numbers are parsed later, together with the environment variables for the same settings, so that
 * all errors are reported at once.
 */

/** Adds the flags for the topics and the capacity to plan for. */
function withPlanFlags<Args extends unknown[], Options extends OptionValues>(
  command: Command<Args, Options>,
) {
  return command
    .option(
      "--topic-filter <names>",
      "include topics whose names contain one of these, separated by commas (TOPIC_FILTER)",
    )
    .option(
      "--include-internal",
      "include topics that start with _, except Kafka's internal ones (INCLUDE_INTERNAL_TOPICS)",
    )
    .option("--factor <n>", "plan for this many times the peak (default: 3)")
    .option(
      "--min-throughput <size>",
      "plan for at least this many bytes per second (default: 10M)",
    )
    .option("--min-partitions <n>", "recommend at least this many partitions (default: 6)")
    .option(
      "--consumer-throughput <size>",
      "bytes per second that one consumer reads from a partition, or `measured` (default: 10M)",
    )
    .addOption(
      valueOption(
        "--formula <name>",
        "capacity (default), or legacy: the formula of the original Python recommender",
        formulas,
      ),
    );
}

/** Adds the flags for reading traffic. */
function withSamplingFlags<Args extends unknown[], Options extends OptionValues>(
  command: Command<Args, Options>,
) {
  return command
    .optionsGroup("Sampling:")
    .addOption(
      valueOption(
        "--method <name>",
        "sampling (default), or metrics: Confluent Cloud's Metrics API (USE_SAMPLE_RECORDS=False)",
        methods,
      ),
    )
    .option("--sampling-days <n>", "days to look back, or `retention` (default: 7)")
    .option("--max-sample-records <n>", "records to read per topic (default: 10000)")
    .option("--max-sample-bytes <size>", "bytes to read per topic, approximately (default: 64M)")
    .option("--max-rate <size>", "bytes to read per second, or `unlimited` (default: 50M)")
    .option("--sampling-timeout <seconds>", "how long to wait for a record (default: 10)")
    .option("--seed <n>", "random seed for sample positions (default: 1)")
    .option("--cluster-workers <n>", "clusters to process in parallel (default: 4)")
    .option("--topic-workers <n>", "groups of topics to process in parallel (default: 8)");
}

export type RecommendFlags = OptionsOf<typeof defineRecommend>;
