import { printable } from "#core/text/printable.ts";
import { spell, type Words } from "#core/text/words.ts";
import { MAX_WORDS, type ReportTable } from "../report-table.ts";
import { type Content, html, type Markup } from "./markup.ts";
import { htmlTable, row } from "./table.ts";

/** Untrusted text may run from right to left: it must not reorder ours. */
export function shownText(sentence: Words): Content {
  return spell<Content>(
    sentence,
    (text) => text,
    (text) => html`<bdi>${printable(text, MAX_WORDS)}</bdi>`,
  );
}

/** A table with its notes. */
export function reportTable(
  of: string,
  { id, title, columns: names, textColumns, rows, notes }: ReportTable,
): Markup {
  const heads = names.map((name, i) => ({ name, isNumber: i >= textColumns }));
  const body = html`<tbody>${rows.map((cells) => row(heads, cells))}</tbody>`;
  return html`${htmlTable({ of, id, caption: title, columns: heads }, body)}${notes.map((note) => html`<p class="note">${shownText(note)}</p>`)}`;
}
