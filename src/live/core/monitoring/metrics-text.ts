import { labelText, type MetricLabels } from "#core/text/metric-text.ts";

export interface MetricSample {
  readonly labels: MetricLabels;
  readonly value: number;
}

/** A metric with all its series. */
export interface MetricFamily {
  /** Without the `_total` of a counter; ends with the unit, if there is one. */
  readonly name: string;
  readonly type: "gauge" | "counter";
  readonly unit?: string | undefined;
  readonly help: string;
  readonly samples: readonly MetricSample[];
}

interface MetricsFormat {
  /** MIME type. */
  readonly type: string;
  /** Whether a counter's name in comments has no `_total`, and units and the end are marked. */
  readonly isOpen: boolean;
}

/** Prometheus's text format 0.0.4, for people and for tools that do not ask for another. */
const PLAIN: MetricsFormat = { type: "text/plain; version=0.0.4; charset=utf-8", isOpen: false };

/** OpenMetrics 1.0.0, which Prometheus prefers. */
const OPEN: MetricsFormat = {
  type: "application/openmetrics-text; version=1.0.0; charset=utf-8",
  isOpen: true,
};

/** @param accept the header of a request, if there is one */
export function metricsFormatFor(accept = ""): MetricsFormat {
  return /\bapplication\/openmetrics-text\b/i.test(accept) ? OPEN : PLAIN;
}

/**
 * Metrics as text. Families without series are left out; of series with the same labels, which the
 * formats do not allow, the first is kept. Sources: OpenMetrics 1.0.0, "Text format"; Prometheus
 * documentation, "Exposition formats".
 */
export function metricsText(
  families: readonly MetricFamily[],
  { isOpen }: Pick<MetricsFormat, "isOpen">,
): string {
  const lines = families.flatMap(({ name, type, unit, help, samples }) => {
    const ofSeries = type === "counter" ? `${name}_total` : name;
    const described = isOpen ? name : ofSeries;
    const series = new Map<string, number>();
    for (const { labels, value } of samples) {
      const key = `${ofSeries}${labelText(labels)}`;
      if (!series.has(key)) series.set(key, value);
    }
    if (series.size === 0) return [];
    return [
      `# HELP ${described} ${help}`,
      `# TYPE ${described} ${type}`,
      ...(isOpen && unit !== undefined ? [`# UNIT ${described} ${unit}`] : []),
      ...[...series].map(([key, value]) => `${key} ${value}`),
    ];
  });
  return `${[...lines, ...(isOpen ? ["# EOF"] : [])].join("\n")}\n`;
}
