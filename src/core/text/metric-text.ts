import { printable } from "./printable.ts";

/** Labels of a metric, by name. */
export type MetricLabels = Readonly<Record<string, string>>;

/** `{topic="orders",rule="max_gini"}` in Prometheus's formats; nothing for no labels. */
export function labelText(labels: MetricLabels): string {
  const texts = Object.entries(labels).map(([name, value]) => `${name}="${escapeLabel(value)}"`);
  return texts.length === 0 ? "" : `{${texts.join(",")}}`;
}

/** Names that Kafka allows are not changed, so that they match those of other exporters. */
function escapeLabel(value: string): string {
  return printable(value).replaceAll("\\", "\\\\").replaceAll('"', '\\"');
}
