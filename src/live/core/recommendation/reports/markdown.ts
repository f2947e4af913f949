import { markdownTable, markedText } from "#core/reports/markdown-table.ts";
import { costLine } from "#live/core/cluster/costs.ts";
import { isComplete } from "../result.ts";
import { recommendationFacts, recommendationHeadline } from "./facts.ts";
import type { RecommendReport } from "./report.ts";
import { topicTable } from "./tables.ts";

const MAX_ROWS = 200;

/** For job summaries, wikis and pull requests. */
export const recommendMarkdown: RecommendReport = (clusters, { words }) => {
  const sections = clusters.flatMap((outcome) => {
    const mark = isComplete([outcome]) ? "✅" : "❌";
    const title = `${mark} ${markedText(recommendationHeadline(outcome))}`;
    if (outcome.status === "failed") return [title];
    const list = recommendationFacts(outcome, words).map((fact) => `- ${markedText(fact)}`);
    if (outcome.costs !== undefined) list.push(`- ${costLine(outcome.costs)}`);
    const { notes, ...table } = topicTable(outcome, MAX_ROWS, words);
    const advice = notes.map((note) => `- ${markedText(note)}`);
    return [
      title,
      list.join("\n"),
      ...(table.rows.length > 0 ? [markdownTable(table)] : []),
      ...(advice.length > 0 ? [advice.join("\n")] : []),
    ];
  });
  return `${["## Recommended partition counts", ...sections].join("\n\n")}\n`;
};
