import type { ReportTable } from "#core/reports/report-table.ts";
import { decimal, percent, whole } from "#core/text/format.ts";
import type { Analysis, LoadSummary } from "../analysis.ts";
import { strategies } from "../strategies/index.ts";

/** How evenly the records are spread: on the cluster, with each strategy and each partitioner. */
export function metricsTable({
  actual,
  strategies: results,
  partitioners,
}: Pick<Analysis, "actual" | "strategies" | "partitioners">): ReportTable {
  const views: readonly (readonly [string, LoadSummary])[] = [
    ["on the cluster", actual],
    ...results.map((one) => [`strategy ${strategies[one.strategy].title}`, one] as const),
    ...partitioners.map((one) => [`partitioner ${one.partitioner}`, one] as const),
  ];
  return {
    id: "metrics",
    title: "Strategies and partitioners in numbers",
    columns: ["view", "quality", "total", "average", "SD", "CV", "Gini", "hottest"],
    textColumns: 2,
    rows: views.map(([name, { quality, total, mean, sd, cv, gini, maxPartitionShare }]) => [
      name,
      quality,
      whole(total),
      decimal(mean, 1),
      decimal(sd, 1),
      percent(cv),
      decimal(gini),
      percent(maxPartitionShare),
    ]),
    notes: [
      "Quality is based on the coefficient of variation (CV, standard deviation ÷ average): good below 20 %, moderate below 51 %, severe otherwise.",
    ],
  };
}
