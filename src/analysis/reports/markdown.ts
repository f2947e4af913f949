import { markdownReport } from "../../reports/markdown.ts";
import { code, details, prose, table } from "../../text/markdown.ts";
import { isSound } from "../outcome.ts";
import { explanation, facts, headline, sentence } from "./facts.ts";
import { gateResult } from "./gate-result.ts";
import type { AnalysisReport } from "./report.ts";
import { type AnalysisTable, tables } from "./tables.ts";

const MAX_PARTITIONS = 100;

/** For a job summary or a pull request's comment. */
export const analysisMarkdown: AnalysisReport = (analysis, options) => {
  const mark = isSound(analysis) ? "✅" : "❌";
  const title = headline(analysis);
  const gate = gateResult(analysis);
  const sections = [
    `## ${mark} Key distribution on a real cluster`,
    `${prose(sentence(title))} ${prose(explanation(analysis))}`,
    facts(analysis)
      .map((fact) => `- ${prose(fact)}`)
      .join("\n"),
    ...tables(analysis, MAX_PARTITIONS).map(section),
    ...(gate === undefined ? [] : [markdownReport(gate, options).trimEnd()]),
  ];
  return `${sections.join("\n\n")}\n`;
};

function section({ title, columns, textColumns, rows, notes }: AnalysisTable): string {
  const cells = rows.map((row) =>
    row.map((cell, i) => (i < textColumns ? code(cell) : prose(cell))),
  );
  const parts = [table(columns.map(prose), cells), ...notes.map(prose)];
  return details(prose(title), parts.join("\n\n"));
}
