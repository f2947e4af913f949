import { markdownReport } from "#core/reports/markdown.ts";
import { foldedTable, markedText } from "#core/reports/markdown-table.ts";
import { sentence } from "#core/text/format.ts";
import { prose } from "#core/text/markdown.ts";
import { isSound } from "../outcome.ts";
import { analysisFacts, analysisHeadline, explanation } from "./facts.ts";
import { gateResult } from "./gate-result.ts";
import type { AnalysisReport } from "./report.ts";
import { tables } from "./tables.ts";

const MAX_ROWS = 100;

/** For job summaries and pull request comments. */
export const analysisMarkdown: AnalysisReport = (analysis, options) => {
  const mark = isSound(analysis) ? "✅" : "❌";
  const title = analysisHeadline(analysis);
  const gate = gateResult(analysis);
  const sections = [
    `## ${mark} Key distribution on a real cluster`,
    `${prose(sentence(title))} ${prose(explanation(analysis))}`,
    analysisFacts(analysis)
      .map((fact) => `- ${markedText(fact)}`)
      .join("\n"),
    ...tables(analysis, MAX_ROWS).map(foldedTable),
    ...(gate === undefined ? [] : [markdownReport(gate, options).trimEnd()]),
  ];
  return `${sections.join("\n\n")}\n`;
};
