import { type Content, html, type Markup } from "./markup.ts";

export interface Column {
  readonly name: string;
  readonly isNumber?: boolean;
}

interface TableHead {
  /** Id of the heading it belongs to. */
  readonly of: string;
  /** Distinguishes it from other tables under that heading. */
  readonly id: string;
  readonly caption: string;
  readonly columns: readonly Column[];
}

/** A table that scrolls on its own if it is too wide, with the keyboard too. */
export function htmlTable({ of, id, caption, columns }: TableHead, bodies: Content): Markup {
  const name = `${of}-${id}`;
  const heads = columns.map(
    (column) => html`<th scope="col"${classOf(column)}>${column.name}</th>`,
  );
  return html`<div class="scroll" role="region" aria-labelledby="${name} ${of}" tabindex="0"><table><caption id="${name}"><span>${caption}</span></caption><thead><tr>${heads}</tr></thead>${bodies}</table></div>
`;
}

/** The first cell is the row's heading. */
export function row(columns: readonly Column[], cells: readonly Content[]): Markup {
  const [first, ...others] = cells;
  const rest = others.map((cell, i) => html`<td${classOf(columns[i + 1])}>${cell}</td>`);
  return html`<tr><th scope="row"${classOf(columns[0])}>${first}</th>${rest}</tr>
`;
}

function classOf(column: Column | undefined): Markup {
  return column?.isNumber ? html` class="n"` : html``;
}
