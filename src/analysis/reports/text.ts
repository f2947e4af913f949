import { textReport } from "../../reports/text.ts";
import { lineWidth } from "../../reports/text-parts.ts";
import { createInk, type Ink } from "../../text/ink.ts";
import { printable, withoutCommands } from "../../text/printable.ts";
import { wrap } from "../../text/wrap.ts";
import { isSound } from "../outcome.ts";
import { explanation, facts, headline } from "./facts.ts";
import { gateResult } from "./gate-result.ts";
import type { AnalysisReport } from "./report.ts";
import { type AnalysisTable, tables } from "./tables.ts";

const MAX_PARTITIONS = 24;

/** For a terminal: the outcome first, then what it rests on. */
export const analysisText: AnalysisReport = (analysis, options) => {
  const ink = createInk(options.color);
  const mark = isSound(analysis) ? ink.green("✓") : ink.red("✗");
  const width = lineWidth(options);
  const running = (text: string) => wrap(text, width - 2).map((line) => `  ${line}`);
  const sections = [
    [`${mark} ${ink.bold(printable(analysis.topic.name, 60))}: ${headline(analysis)}`],
    facts(analysis).flatMap(running),
    ...tables(analysis, MAX_PARTITIONS).map((table) => tableLines(table, ink, running)),
    running(explanation(analysis)),
  ];
  const gate = gateResult(analysis);
  const verdict = gate === undefined ? "" : `\n${textReport(gate, options)}`;
  return withoutCommands(`${sections.map((lines) => lines.join("\n")).join("\n\n")}\n${verdict}`);
};

function tableLines(
  { title, columns, textColumns, rows, notes }: AnalysisTable,
  ink: Ink,
  running: (text: string) => string[],
): string[] {
  const widths = columns.map((name, i) =>
    Math.max(name.length, ...rows.map((cells) => (cells[i] as string).length)),
  );
  const line = (cells: readonly string[]) => {
    const padded = cells.map((cell, i) => {
      const width = widths[i] as number;
      return i < textColumns ? cell.padEnd(width) : cell.padStart(width);
    });
    return `  ${padded.join("  ").trimEnd()}`;
  };
  return [
    `  ${ink.bold(title)}`,
    ink.dim(line(columns)),
    ...rows.map(line),
    ...notes.flatMap(running).map((note) => ink.dim(note)),
  ];
}
