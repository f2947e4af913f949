import { textReport } from "#core/reports/text.ts";
import { lineWidth } from "#core/reports/text-parts.ts";
import { runningText, textTable } from "#core/reports/text-table.ts";
import { createInk } from "#core/text/ink.ts";
import { printable, withoutCommands } from "#core/text/printable.ts";
import type { Words } from "#core/text/words.ts";
import { isSound } from "../outcome.ts";
import { analysisFacts, analysisHeadline, explanation } from "./facts.ts";
import { gateResult } from "./gate-result.ts";
import type { AnalysisReport } from "./report.ts";
import { tables } from "./tables.ts";

const MAX_ROWS = 24;

/** For a terminal: the outcome first, then the details. */
export const analysisText: AnalysisReport = (analysis, options) => {
  const ink = createInk(options.color);
  const mark = isSound(analysis) ? ink.green("✓") : ink.red("✗");
  const width = lineWidth(options);
  const running = (text: Words) => runningText(text, width);
  const sections = [
    [`${mark} ${ink.bold(printable(analysis.topic.name, 60))}: ${analysisHeadline(analysis)}`],
    analysisFacts(analysis).flatMap(running),
    ...tables(analysis, MAX_ROWS).map((table) => textTable(table, ink, width)),
    running(explanation(analysis)),
  ];
  const gate = gateResult(analysis);
  const verdict = gate === undefined ? "" : `\n${textReport(gate, options)}`;
  return withoutCommands(`${sections.map((lines) => lines.join("\n")).join("\n\n")}\n${verdict}`);
};
