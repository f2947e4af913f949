import { exporterNames } from "#core/alerts/exporters.ts";
import { choice } from "#core/values/choice.ts";
import type { OptionsOf } from "../command.ts";
import { Command } from "../commander.ts";
import { manual } from "../manual.ts";
import { valueOption } from "../option.ts";
import { CONTRACTS, contractOption, topicOption } from "../shared-options.ts";

export const defineAlerts = () =>
  new Command("alerts")
    .helpGroup("Prepare:")
    .description("Prints Prometheus alerting rules for partition skew in the contract's topics.")
    .argument(...CONTRACTS)
    .addOption(contractOption())
    .addOption(topicOption("alert on these topics only"))
    .addOption(
      valueOption(
        "--exporter <name>",
        "skew-contract (its monitor), kafka_exporter, kminion or jmx (default: kafka_exporter)",
        choice(exporterNames),
      ),
    )
    .option("--group <name>", "use only the lag of this consumer group (default: all groups)")
    .option(
      "--processing-metric <name>",
      "your gauge of the p99 processing time by topic and partition",
    )
    .addHelpText("after", () =>
      manual({
        examples: [
          "skew-contract alerts > partition-skew.rules.yml      then list it in prometheus.yml under rule_files",
          "skew-contract alerts --exporter skew-contract        for the metrics of skew-contract monitor",
          "skew-contract alerts --exporter kminion --topic orders --group billing",
          "skew-contract alerts --exporter jmx --processing-metric billing_processing_p99_seconds",
        ],
        page: "alerts.md",
      }),
    );

export type AlertsFlags = OptionsOf<typeof defineAlerts>;
