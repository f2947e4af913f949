import type { analysisReports } from "#live/core/analysis/reports/index.ts";
import type { OptionsOf } from "../command.ts";
import { Command } from "../commander.ts";
import { CONNECTION_GROUP, withConnectionFlags } from "../connection-flags.ts";
import { keyTypeOption, NULL_TOKEN_HELP } from "../contract-flags.ts";
import { withKeyFormatFlags } from "../key-format-flags.ts";
import { manual } from "../manual.ts";
import { collect, outputOption } from "../option.ts";
import { withPartitionerFlags, withRecordFlags, withTopicFlags } from "./analyze-flags.ts";

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
  notes: "analyze creates a topic, writes to it and deletes it. It never touches existing topics.",
  exitCodes:
    "0 as expected, 1 not as expected or the contract is broken, 2 the analysis could not be completed.",
  page: "analyze.md",
};

export const defineAnalyze = () => {
  const command = new Command("analyze")
    .helpGroup("Live:")
    .summary("Tests a key's distribution on a real cluster.")
    .description(
      "Produces records to a new topic on a real cluster, reads them back, and compares partitioners and strategies.",
    );
  const withTraffic = withPartitionerFlags(withRecordFlags(command))
    .addOption(outputOption(formats))
    .option("--json", "print progress and the result as JSON lines")
    .option("-q, --quiet", "print only errors")
    .optionsGroup(CONNECTION_GROUP);
  const withTopic = withTopicFlags(withConnectionFlags(withTraffic))
    .optionsGroup("Contract:")
    .option("-c, --contract <file>", "judge the result by this contract")
    .option("--contract-topic <name>", "which of its topics, if it has several")
    .optionsGroup("Key files:");
  return withKeyFormatFlags(withTopic)
    .addOption(keyTypeOption("serializer of the key"))
    .option("--null-token <text>", NULL_TOKEN_HELP, collect)
    .addHelpText("after", () => manual(about));
};

export type AnalyzeFlags = OptionsOf<typeof defineAnalyze>;
