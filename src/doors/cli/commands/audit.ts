import { failOnModes } from "#core/contract/contract.ts";
import { reports } from "#core/reports/index.ts";
import { choice } from "#core/values/choice.ts";
import type { OptionsOf } from "../command.ts";
import { Command, type OptionValues } from "../commander.ts";
import { CONNECTION_GROUP, withConnectionFlags } from "../connection-flags.ts";
import { manual } from "../manual.ts";
import { outputOption, valueOption } from "../option.ts";
import { withResourceFlags } from "../resource-flags.ts";
import { CONTRACTS, contractOption, showKeysOption, topicOption } from "../shared-options.ts";

const about = {
  examples: [
    "skew-contract audit --bootstrap localhost:9092",
    "skew-contract audit --config client.properties --topic orders --since 24h",
    `skew-contract audit --bootstrap localhost:9092 --all \\
      --output json:audit.json --output sarif:audit.sarif`,
  ],
  notes: "audit only reads: it changes nothing on the cluster.",
  exitCodes: "0 the contract is satisfied, 1 it is broken, 2 a topic could not be judged.",
  page: "audit.md",
};

export const defineAudit = () => {
  const command = new Command("audit")
    .helpGroup("Live:")
    .summary("Compares the contract with the topics of a cluster.")
    .description(
      "Judges topics by the contract as they are on a cluster: by the partitions that their records are in.",
    )
    .argument(...CONTRACTS)
    .addOption(contractOption())
    .addOption(topicOption("audit these topics only"))
    .addOption(outputOption(Object.keys(reports)))
    .addOption(showKeysOption("full on a terminal, hash elsewhere and in CI"))
    .option("--push-gateway <url>", "push the measures to a Prometheus Pushgateway")
    .option("--category <name>", "distinguishes several SARIF analyses of one commit")
    .option("-q, --quiet", "print only errors")
    .option("--baseline <report.json>", "compare with the JSON report of an earlier audit")
    .addOption(
      valueOption(
        "--fail-on <mode>",
        "any broken rule, new or worse ones only, or never (default: the contract's fail_on, or any)",
        choice(failOnModes),
      ),
    )
    .optionsGroup(CONNECTION_GROUP);
  return withResourceFlags(withRecordFlags(withConnectionFlags(command))).addHelpText("after", () =>
    manual(about),
  );
};

/** Adds the flags that say which records to read. */
function withRecordFlags<Args extends unknown[], Options extends OptionValues>(
  command: Command<Args, Options>,
) {
  return command
    .optionsGroup("Records:")
    .option("--since <time>", "only records of the last 24h, 7d, …")
    .option("--records <n>", "records per topic, chosen at random (default: 100K)")
    .option("--all", "all records")
    .option("--seed <n>", "random seed of the choice (default: 1)")
    .option("--dry-run", "print what would be read, and read no records")
    .option("--max-rate <size>", "bytes to read per second, or `unlimited` (default: 50M)");
}

export type AuditFlags = OptionsOf<typeof defineAudit>;
