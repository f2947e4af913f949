import { markdownReport } from "../../reports/markdown.ts";
import { code, details, prose, table } from "../../text/markdown.ts";
import { clip } from "../../text/printable.ts";
import { isSound } from "../outcome.ts";
import { explanation, facts, headline, sentence } from "./facts.ts";
import { gateResult } from "./gate-result.ts";
import type { AnalysisReport } from "./report.ts";
import { type AnalysisTable, tables } from "./tables.ts";
import { spell, type Words } from "./words.ts";

const MAX_ROWS = 100;
const MAX_WORDS = 250;

/** For a job summary or a pull request's comment. */
export const analysisMarkdown: AnalysisReport = (analysis, options) => {
  const mark = isSound(analysis) ? "✅" : "❌";
  const title = headline(analysis);
  const gate = gateResult(analysis);
  const sections = [
    `## ${mark} Key distribution on a real cluster`,
    `${prose(sentence(title))} ${prose(explanation(analysis))}`,
    facts(analysis)
      .map((fact) => `- ${marked(fact)}`)
      .join("\n"),
    ...tables(analysis, MAX_ROWS).map(section),
    ...(gate === undefined ? [] : [markdownReport(gate, options).trimEnd()]),
  ];
  return `${sections.join("\n\n")}\n`;
};

/** In prose GitHub would take names for people, issues and addresses. */
function marked(sentence: Words): string {
  return spell(sentence, prose, (text) => code(clip(text, MAX_WORDS))).join("");
}

function section({ title, columns, textColumns, rows, notes }: AnalysisTable): string {
  const cells = rows.map((row) =>
    row.map((cell, i) => (i < textColumns ? code(cell) : prose(cell))),
  );
  const parts = [table(columns.map(prose), cells), ...notes.map(marked)];
  return details(prose(title), parts.join("\n\n"));
}
