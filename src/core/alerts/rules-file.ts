import type { TopicContract } from "../contract/contract.ts";
import { doubleQuoted, literalTemplate } from "./quote.ts";
import { type Alert, type AlertOptions, type MissingAlert, skewAlerts } from "./skew-alerts.ts";

/** How long a condition must hold: longer than a restart or a rebalance of consumers. */
const HOLDS_FOR = "10m";

/** The text of a file for Prometheus's `rule_files`: a group for each topic. */
export function rulesFile(topics: readonly TopicContract[], options: AlertOptions): string {
  const lines = [
    `# Alerts on partition skew, for the metrics of ${options.exporter}.`,
    "# Made by `skew-contract alerts`: change the contract and make it again, not this file.",
    "groups:",
    ...topics.flatMap((contract) => groupLines(contract, options)),
  ];
  return `${lines.join("\n")}\n`;
}

function groupLines(contract: TopicContract, options: AlertOptions): string[] {
  const entries = skewAlerts(contract, options);
  const isEmpty = entries.every((entry) => "leftOut" in entry);
  return [
    `  - name: ${doubleQuoted(`partition skew of ${contract.topic}`)}`,
    `    rules:${isEmpty ? " []" : ""}`,
    ...entries.flatMap((entry) => entryLines(entry, contract.topic)),
  ];
}

function entryLines(entry: Alert | MissingAlert, topic: string): string[] {
  if ("leftOut" in entry) return [`      # ${entry.leftOut}`];
  const { alert, expr, summary, description, note } = entry;
  return [
    ...(note === undefined ? [] : [`      # ${note}`]),
    `      - alert: ${alert}`,
    "        expr: |",
    ...expr.split("\n").map((line) => `          ${line}`),
    `        for: ${HOLDS_FOR}`,
    "        labels:",
    "          severity: warning",
    // The same label for every exporter, to route by.
    `          topic: ${doubleQuoted(literalTemplate(topic))}`,
    "        annotations:",
    `          summary: ${doubleQuoted(summary)}`,
    `          description: ${doubleQuoted(description)}`,
  ];
}
