import type { Ink } from "../text/ink.ts";
import { printable } from "../text/printable.ts";
import { spell, type Words } from "../text/words.ts";
import { wrap } from "../text/wrap.ts";
import { MAX_WORDS, type ReportTable } from "./report-table.ts";
import { bar } from "./text-charts.ts";

/** Characters of the longest bar. */
const MAX_BAR = 40;
const MIN_BAR = 5;

/** A table with its title above and its notes below. */
export function textTable(table: ReportTable, ink: Ink, width: number): string[] {
  return [
    ...tableLines(table, ink, width),
    ...table.notes.flatMap((note) => runningText(note, width)).map((line) => ink.dim(line)),
  ];
}

/** A sentence in lines of this width. */
export function runningText(sentence: Words, width: number): string[] {
  return wrap(plain(sentence), width - 2).map((line) => `  ${line}`);
}

function plain(sentence: Words): string {
  const parts = spell(
    sentence,
    (text) => text,
    (text) => printable(text, MAX_WORDS),
  );
  return parts.join("");
}

function tableLines(
  { title, columns, textColumns, rows, bars }: ReportTable,
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
