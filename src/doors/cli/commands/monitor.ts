import { count } from "#core/values/count.ts";
import { duration } from "#core/values/duration.ts";
import { listenAddress } from "#live/core/monitoring/listen-address.ts";
import { maxRate } from "#live/core/records/max-rate.ts";
import type { OptionsOf } from "../command.ts";
import { Command, type OptionValues } from "../commander.ts";
import { CONNECTION_GROUP, withConnectionFlags } from "../connection-flags.ts";
import { manual } from "../manual.ts";
import { valueOption } from "../option.ts";
import { CONTRACTS, contractOption, topicOption } from "../shared-options.ts";

const about = {
  examples: [
    "skew-contract monitor --bootstrap localhost:9092",
    "skew-contract monitor --config client.properties --listen 0.0.0.0:9404",
    "skew-contract alerts --exporter skew-contract > partition-skew.rules.yml   alerts on its metrics",
  ],
  notes:
    "monitor only reads: it changes nothing on the cluster and joins no group. Ctrl+C or SIGTERM ends it.",
  page: "monitor.md",
};

export const defineMonitor = () => {
  const command = new Command("monitor")
    .helpGroup("Live:")
    .summary("Exports the skew of running topics to Prometheus.")
    .description(
      "Watches the contract's topics on a cluster, and serves how they are skewed as metrics for Prometheus.",
    )
    .argument(...CONTRACTS)
    .addOption(contractOption())
    .addOption(topicOption("watch these topics only"));
  return withConnectionFlags(
    withKeys(withBounds(withTimes(command)))
      .option("-q, --quiet", "print only errors")
      .optionsGroup(CONNECTION_GROUP),
  ).addHelpText("after", () => manual(about));
};

/** Adds the flags for where and how often. */
function withTimes<Args extends unknown[], Options extends OptionValues>(
  command: Command<Args, Options>,
) {
  return command
    .addOption(
      valueOption(
        "--listen <address>",
        "[host]:port to serve on (default: :9404, on this machine only)",
        listenAddress,
      ),
    )
    .addOption(
      valueOption(
        "--interval <time>",
        "how often to ask the cluster (default: 30s)",
        duration("s", { min: 1, max: 3_600 }),
      ),
    )
    .addOption(
      valueOption(
        "--window <time>",
        "time over which shares are measured (default: 1h)",
        duration("s", { min: 1, max: 604_800 }),
      ),
    );
}

/** Adds the flags that limit the number of series. */
function withBounds<Args extends unknown[], Options extends OptionValues>(
  command: Command<Args, Options>,
) {
  return command
    .addOption(
      valueOption(
        "--max-partitions <n>",
        "partitions that get series of their own, of all topics (default: 1000)",
        count({ min: 0 }),
      ),
    )
    .addOption(
      valueOption(
        "--max-groups <n>",
        "consumer groups of topics that get series (default: 100)",
        count({ min: 0 }),
      ),
    );
}

/** Adds the flags for reading keys. */
function withKeys<Args extends unknown[], Options extends OptionValues>(
  command: Command<Args, Options>,
) {
  return command
    .addOption(
      valueOption(
        "--sample-records <n>",
        "records to read of one topic each interval, for the share of its hottest key (default: 0)",
        count({ min: 0, max: 100_000 }),
      ),
    )
    .addOption(
      valueOption(
        "--max-rate <size>",
        "bytes of them to read per second, or `unlimited` (default: 50M)",
        maxRate,
      ),
    );
}

export type MonitorFlags = OptionsOf<typeof defineMonitor>;
