import type { TopicResult } from "#core/judge.ts";
import type { HotKey } from "#core/measures/measures.ts";
import { percent, plural, whole } from "#core/text/format.ts";
import { printable } from "#core/text/printable.ts";
import type { KeyDisplay } from "../key-display.ts";
import { MAX_KEYS } from "../topic-report.ts";
import { coordinate } from "./chart.ts";
import { type Content, html, type Markup } from "./markup.ts";
import { type Column, htmlTable, row } from "./table.ts";

const MAX_CHARACTERS = 120;

const COLUMNS: readonly Column[] = [
  { name: "Key" },
  { name: "Partition", isNumber: true },
  { name: "Share", isNumber: true },
  { name: "Records", isNumber: true },
];

export function hottestKeys(result: TopicResult, displayKey: KeyDisplay, of: string): Content {
  const { hottestKeys: all, uniqueKeys, maxKeyShare } = result.measures;
  if (all.length === 0) return undefined;
  const hottest = all.slice(0, MAX_KEYS);
  const rows = hottest.map((hot) => {
    const key = shownKey(hot, result, displayKey);
    const share = [
      bar(hot.share / maxKeyShare),
      html`<span class="share">${percent(hot.share)}</span>`,
    ];
    return row(COLUMNS, [key, whole(hot.partition), share, whole(hot.count)]);
  });
  const caption = `The first ${hottest.length} of ${plural(uniqueKeys, "different key")}, by their records`;
  return html`<h3>Hottest keys</h3>${htmlTable({ of, id: "keys", caption, columns: COLUMNS }, html`<tbody>${rows}</tbody>`)}`;
}

/** A key as far as it may be shown. */
export function shownKey(
  { key }: Pick<HotKey, "key">,
  { contract }: TopicResult,
  displayKey: KeyDisplay,
): Content {
  const { key: text, key_hex: hex } = displayKey(key, contract.keyType);
  if (text === null) return html`<span class="muted">not shown</span>`;
  const bytes = hex && html` <small class="muted">bytes ${printable(hex, MAX_CHARACTERS)}</small>`;
  return html`<code><bdi>"${printable(text, MAX_CHARACTERS)}"</bdi></code>${bytes}`;
}

/** Decorative: the number is beside it. */
function bar(share: number): Markup {
  return html`<svg class="bar" aria-hidden="true"><rect width="${coordinate(share * 100)}%" height="100%"/></svg>`;
}
