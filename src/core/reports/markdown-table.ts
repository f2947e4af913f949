import { code, details, pipeTable, prose } from "../text/markdown.ts";
import { clip } from "../text/printable.ts";
import { spell, type Words } from "../text/words.ts";
import { MAX_WORDS, type ReportTable } from "./report-table.ts";

/** Names as code: in prose, GitHub would find users, issues and addresses in them. */
export function markedText(sentence: Words): string {
  return spell(sentence, prose, (text) => code(clip(text, MAX_WORDS))).join("");
}

/** A table without its notes. */
export function markdownTable({
  columns,
  textColumns,
  rows,
}: Pick<ReportTable, "columns" | "textColumns" | "rows">): string {
  const cells = rows.map((row) =>
    row.map((cell, i) => (i < textColumns ? code(cell) : prose(cell))),
  );
  return pipeTable(columns.map(prose), cells);
}

/** A table that is folded under its title, with its notes. */
export function foldedTable(one: ReportTable): string {
  return details(prose(one.title), [markdownTable(one), ...one.notes.map(markedText)].join("\n\n"));
}
