import type { TopicResult } from "#core/judge.ts";
import type { HotKey } from "#core/measures/measures.ts";
import { percent, plural, whole } from "#core/text/format.ts";
import { printable } from "#core/text/printable.ts";
import { heaviestKeys, partitionText } from "../heaviest-keys.ts";
import type { KeyDisplay } from "../key-display.ts";
import { keyNames } from "../key-names.ts";
import { MAX_KEYS } from "../topic-report.ts";
import { coordinate } from "./chart.ts";
import { type Content, html, type Markup } from "./markup.ts";
import { type Column, htmlTable, row } from "./table.ts";

const MAX_CHARACTERS = 120;

export function hottestKeys(result: TopicResult, displayKey: KeyDisplay, of: string): Content {
  const { hottestKeys: all, uniqueKeys } = result.measures;
  if (all.length === 0) return undefined;
  const heaviest = heaviestKeys(result);
  const table = (keys: readonly HotKey[], counted: "Records" | "Bytes", id: string) => {
    const columns: Column[] = [
      { name: "Key" },
      { name: "Partition", isNumber: true },
      { name: "Share", isNumber: true },
      { name: counted, isNumber: true },
    ];
    const caption = `The first ${keys.length} of ${plural(uniqueKeys, "different key")}, by their ${counted.toLowerCase()}`;
    const rows = keys.map((hot) => {
      const key = shownKey(hot, result, displayKey);
      return row(columns, [key, partitionText(hot), barOf(hot, keys), whole(hot.count)]);
    });
    return htmlTable({ of, id, caption, columns }, html`<tbody>${rows}</tbody>`);
  };
  const bytes =
    heaviest && html`<h3>Keys with the most bytes</h3>${table(heaviest, "Bytes", "bytes")}`;
  return html`<h3>Hottest keys</h3>${table(all.slice(0, MAX_KEYS), "Records", "keys")}${bytes}`;
}

function barOf({ share }: HotKey, [hottest]: readonly HotKey[]): Content {
  return [bar(share / (hottest?.share ?? 1)), html`<span class="share">${percent(share)}</span>`];
}

/** A key as far as it may be shown. */
export function shownKey(
  hot: Pick<HotKey, "key">,
  result: TopicResult,
  displayKey: KeyDisplay,
): Content {
  const { key_hex: hex } = displayKey(hot.key, result.contract.keyType, result.contract.keyFrame);
  const name = keyNames(result, displayKey).nameOf(hot, MAX_CHARACTERS);
  if (name === null) return html`<span class="muted">not shown</span>`;
  const bytes = hex && html` <small class="muted">bytes ${printable(hex, MAX_CHARACTERS)}</small>`;
  return html`<code><bdi>"${printable(name)}"</bdi></code>${bytes}`;
}

/** Decorative: the number is beside it. */
function bar(share: number): Markup {
  return html`<svg class="bar" aria-hidden="true"><rect width="${coordinate(share * 100)}%" height="100%"/></svg>`;
}
