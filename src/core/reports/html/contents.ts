import type { TopicResult } from "#core/judge.ts";
import { decimal, percent, plural } from "#core/text/format.ts";
import { type Content, html, type Markup } from "./markup.ts";
import { type Column, htmlTable, row } from "./table.ts";
import { badge, ruleNames, toneOf, topicName } from "./words.ts";

/** With more passing topics than this, they are folded, so that the others stay visible. */
const MAX_PASSING = 20;

const COLUMNS: readonly Column[] = [
  { name: "Topic" },
  { name: "Verdict" },
  { name: "Largest partition", isNumber: true },
  { name: "Gini", isNumber: true },
  { name: "Broken rules" },
];

export interface Entry {
  readonly id: string;
  readonly result: TopicResult;
}

/** Links to all topics, broken ones first; nothing for a single topic. */
export function contents(entries: readonly Entry[]): Content {
  if (entries.length < 2) return undefined;
  const passing = entries.filter(({ result }) => result.verdict === "pass");
  const isFolded = passing.length > MAX_PASSING;
  const others = entries.filter(({ result }) => !isFolded || result.verdict !== "pass");
  return html`<nav aria-labelledby="topics"><h2 id="topics">Topics</h2>
${others.length > 0 && isFolded ? topicTable("broken", "Topics with a broken rule", others) : undefined}${
  isFolded
    ? html`<details><summary>${plural(passing.length, "topic")} passing</summary>${topicTable("holding", "Passing topics", passing)}</details>`
    : topicTable("all", "All topics, the broken ones first", others)
}</nav>
`;
}

function topicTable(id: string, caption: string, entries: readonly Entry[]): Markup {
  const rows = entries.map(({ id: target, result }) => {
    const { measures, findings } = result;
    return row(COLUMNS, [
      html`<a href="#${target}">${topicName(result)}</a>`,
      badge(toneOf(result)),
      percent(measures.maxPartitionShare),
      decimal(measures.gini),
      findings.length === 0 ? "none" : ruleNames(findings.map(({ rule }) => rule)),
    ]);
  });
  return htmlTable({ of: "topics", id, caption, columns: COLUMNS }, html`<tbody>${rows}</tbody>`);
}
