import { csvField } from "#core/text/csv.ts";
import type { LoadSummary } from "../analysis.ts";
import type { AnalysisReport } from "./report.ts";

/** One line per partition and view: the actual records, each partitioner, strategy and pattern. */
export const analysisCsv: AnalysisReport = ({ actual, partitioners, strategies, patterns }) => {
  const views: readonly (readonly [string, string, Pick<LoadSummary, "loads">])[] = [
    ["actual", "", actual],
    ...partitioners.map((one) => ["partitioner", one.partitioner, one] as const),
    ...strategies.map((one) => ["strategy", one.strategy, one] as const),
    ...patterns.map((one) => ["pattern", one.pattern, one] as const),
  ];
  const lines = views.flatMap(([view, name, { loads }]) => {
    const total = loads.reduce((sum, load) => sum + load, 0) || 1;
    return Array.from(loads, (load, partition) => {
      return `${view},${csvField(name)},${partition},${load},${load / total}\n`;
    });
  });
  return `view,name,partition,records,share\n${lines.join("")}`;
};
