import { type ExporterName, namesGroups } from "#core/alerts/exporters.ts";
import { rulesFile } from "#core/alerts/rules-file.ts";
import { type AlertOptions, DEFAULT_PROCESSING_METRIC } from "#core/alerts/skew-alerts.ts";
import { UserError } from "#core/errors/user-error.ts";
import { clip } from "#core/text/printable.ts";
import { chooseTopics } from "#run/choose-topics.ts";
import { readContracts } from "#run/read-contracts.ts";
import type { AlertsFlags } from "./commands/alerts.ts";
import { contractsOf } from "./contract-names.ts";
import type { Io } from "./io.ts";

/** Prometheus's data model, except for the words that PromQL reserves. */
const METRIC_NAME =
  /^(?!(?:inf|nan|on|bool|ignoring|group_left|group_right|atan2)$)[a-z_:][a-z0-9_:]*$/i;

/** Prints alerting rules for the topics of contracts. Reads no keys. */
export async function alerts(
  operands: readonly string[],
  flags: AlertsFlags,
  { stdout }: Io,
): Promise<0> {
  const options = optionsOf(flags);
  const contracts = await readContracts(contractsOf(operands, flags));
  const topics = contracts.flatMap((one) => one.topics);
  const chosen = await chooseTopics(topics, flags.topic, ({ topic }) => topic);
  stdout.write(rulesFile(chosen, options));
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
  if (group === undefined || namesGroups(exporter)) return;
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
