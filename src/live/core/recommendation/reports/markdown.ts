import { markdownTable, markedText } from "#core/reports/markdown-table.ts";
import { isComplete } from "../result.ts";
import { facts, headline } from "./facts.ts";
import type { RecommendReport } from "./report.ts";
import { topicTable } from "./tables.ts";

const MAX_ROWS = 200;

/** For a job summary, a wiki or a pull request. */
export const recommendMarkdown: RecommendReport = (clusters, { words }) => {
  const sections = clusters.flatMap((outcome) => {
    const mark = isComplete([outcome]) ? "✅" : "❌";
    const title = `${mark} ${markedText(headline(outcome))}`;
    if (outcome.status === "failed") return [title];
    const list = facts(outcome, words).map((fact) => `- ${markedText(fact)}`);
    const { notes, ...table } = topicTable(outcome, MAX_ROWS);
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
