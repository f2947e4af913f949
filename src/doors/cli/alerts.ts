import { findContractFile, readContractFile } from "#adapters/contract-file.ts";
import { type ExporterName, exporters } from "#core/alerts/exporters.ts";
import { rulesFile } from "#core/alerts/rules-file.ts";
import { type AlertOptions, DEFAULT_PROCESSING_METRIC } from "#core/alerts/skew-alerts.ts";
import { parseContract } from "#core/contract/parse.ts";
import { UserError } from "#core/errors/user-error.ts";
import { clip } from "#core/text/printable.ts";
import { chooseTopics } from "#run/choose-topics.ts";
import type { AlertsFlags } from "./commands/alerts.ts";
import type { Io } from "./io.ts";

/** Prometheus's data model, except for the words that PromQL reserves. */
const METRIC_NAME =
  /^(?!(?:inf|nan|on|bool|ignoring|group_left|group_right|atan2)$)[a-z_:][a-z0-9_:]*$/i;

/** Prints alerting rules for a contract's topics. Reads no keys. */
export function alerts(flags: AlertsFlags, { stdout }: Io): 0 {
  const options = optionsOf(flags);
  const file = findContractFile(flags.contract);
  const { topics } = parseContract(readContractFile(file), file);
  stdout.write(
    rulesFile(chooseTopics(topics, flags.topic === undefined ? undefined : [flags.topic]), options),
  );
  return 0;
}

function optionsOf(flags: AlertsFlags): AlertOptions {
  const { exporter = "kafka_exporter", group, processingMetric } = flags;
  refuseGroup(exporter, group);
  return { exporter, group, processingMetric: metricName(processingMetric) };
}

function refuseGroup(exporter: ExporterName, group: string | undefined): void {
  if (group === "") {
    throw new UserError({ what: "--group is empty", next: "Name a group, or leave out --group." });
  }
  if (group === undefined || exporters[exporter].lag.namesGroup) return;
  throw new UserError({
    what: `--group does not work with ${exporter}: its lag metric does not name the consumer group`,
    next: "Leave out --group, or use another exporter: --exporter kafka_exporter.",
  });
}

function metricName(name = DEFAULT_PROCESSING_METRIC): string {
  if (METRIC_NAME.test(name)) return name;
  throw new UserError({
    what: `--processing-metric "${clip(name, 60)}" is not a valid metric name`,
    next: "Use letters, digits, _ and :, and do not start with a digit: consumer_processing_p99_seconds.",
  });
}
