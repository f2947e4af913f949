import { lineWidth } from "#core/reports/text-parts.ts";
import { runningText, textTable } from "#core/reports/text-table.ts";
import { createInk } from "#core/text/ink.ts";
import { withoutCommands } from "#core/text/printable.ts";
import { costLine } from "#live/core/cluster/costs.ts";
import { isComplete } from "../result.ts";
import { recommendationFacts, recommendationHeadline } from "./facts.ts";
import type { RecommendReport } from "./report.ts";
import { topicTable } from "./tables.ts";

const MAX_ROWS = 50;

/** For a terminal. */
export const recommendText: RecommendReport = (clusters, options) => {
  const ink = createInk(options.color);
  const width = lineWidth(options);
  const sections = clusters.flatMap((outcome) => {
    const mark = isComplete([outcome]) ? ink.green("✓") : ink.red("✗");
    const [first = "", ...rest] = runningText(recommendationHeadline(outcome), width);
    const title = [`${mark} ${ink.bold(first.trimStart())}`, ...rest];
    if (outcome.status === "failed") return [title];
    const table = topicTable(outcome, MAX_ROWS, options.words);
    return [
      title,
      recommendationFacts(outcome, options.words).flatMap((fact) => runningText(fact, width)),
      ...(table.rows.length + table.notes.length > 0 ? [textTable(table, ink, width)] : []),
      ...(outcome.costs === undefined ? [] : [runningText(costLine(outcome.costs), width)]),
    ];
  });
  return withoutCommands(`${sections.map((lines) => lines.join("\n")).join("\n\n")}\n`);
};
