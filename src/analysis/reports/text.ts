import { textReport } from "../../reports/text.ts";
import { bar, lineWidth } from "../../reports/text-parts.ts";
import { createInk, type Ink } from "../../text/ink.ts";
import { printable, withoutCommands } from "../../text/printable.ts";
import { wrap } from "../../text/wrap.ts";
import { isSound } from "../outcome.ts";
import { explanation, facts, headline } from "./facts.ts";
import { gateResult } from "./gate-result.ts";
import type { AnalysisReport } from "./report.ts";
import { type AnalysisTable, tables } from "./tables.ts";
import { spell, type Words } from "./words.ts";

const MAX_ROWS = 24;
const MAX_WORDS = 250;
/** Characters of the longest bar. */
const MAX_BAR = 40;
const MIN_BAR = 5;

/** For a terminal: the outcome first, then what it rests on. */
export const analysisText: AnalysisReport = (analysis, options) => {
  const ink = createInk(options.color);
  const mark = isSound(analysis) ? ink.green("✓") : ink.red("✗");
  const width = lineWidth(options);
  const running = (text: Words) => wrap(plain(text), width - 2).map((line) => `  ${line}`);
  const sections = [
    [`${mark} ${ink.bold(printable(analysis.topic.name, 60))}: ${headline(analysis)}`],
    facts(analysis).flatMap(running),
    ...tables(analysis, MAX_ROWS).map((table) => [
      ...tableLines(table, ink, width),
      ...table.notes.flatMap(running).map((note) => ink.dim(note)),
    ]),
    running(explanation(analysis)),
  ];
  const gate = gateResult(analysis);
  const verdict = gate === undefined ? "" : `\n${textReport(gate, options)}`;
  return withoutCommands(`${sections.map((lines) => lines.join("\n")).join("\n\n")}\n${verdict}`);
};

function plain(sentence: Words): string {
  const parts = spell(
    sentence,
    (text) => text,
    (text) => printable(text, MAX_WORDS),
  );
  return parts.join("");
}

function tableLines(
  { title, columns, textColumns, rows, bars }: AnalysisTable,
  ink: Ink,
  width: number,
): string[] {
  const widths = columns.map((name, i) =>
    Math.max(name.length, ...rows.map((cells) => (cells[i] as string).length)),
  );
  const line = (cells: readonly string[]) => {
    const padded = cells.map((cell, i) => {
      const room = widths[i] as number;
      return i < textColumns ? cell.padEnd(room) : cell.padStart(room);
    });
    return `  ${padded.join("  ").trimEnd()}`;
  };
  const taken = widths.reduce((sum, one) => sum + one + 2, 2);
  const longest = Math.min(MAX_BAR, Math.max(MIN_BAR, width - taken));
  const barOf = (share = 0) => (share > 0 ? `  ${ink.green(bar(share * longest))}` : "");
  return [
    `  ${ink.bold(title)}`,
    ink.dim(line(columns)),
    ...rows.map((cells, i) => `${line(cells)}${barOf(bars?.[i])}`),
  ];
}
