import type { TopicResult } from "#core/judge.ts";
import { percent, whole } from "#core/text/format.ts";
import { earlierPlacement } from "../changes-text.ts";
import { partitionText } from "../heaviest-keys.ts";
import type { KeyDisplay } from "../key-display.ts";
import { shownKey } from "./keys.ts";
import { type Content, html, type Markup } from "./markup.ts";
import { type Column, htmlTable, row } from "./table.ts";
import { ruleNames } from "./words.ts";

type Change = NonNullable<TopicResult["change"]>;

const SHARES: readonly Column[] = [
  { name: "Before", isNumber: true },
  { name: "Now", isNumber: true },
];
const PARTITION: Column = { name: "Partition", isNumber: true };

/** The differences from the baseline; nothing without one. */
export function changeSection(result: TopicResult, displayKey: KeyDisplay, of: string): Content {
  const { change, incomparable } = result;
  if (incomparable !== undefined) {
    return html`<h3>Compared with the baseline</h3>
<p>${incomparable}</p>
`;
  }
  if (change === undefined) return undefined;
  return html`<h3>Compared with the baseline</h3>
<ul>${sentences(result, change).map((text) => html`<li>${text}</li>`)}</ul>
<div class="two">${gainedTable(change, of)}${hotKeysTable(result, change, displayKey, of)}</div>
`;
}

function sentences(result: TopicResult, change: Change): Content[] {
  const { moved } = result;
  const { fixed, hotKeys, areKeysComparable, isOtherKey } = change;
  const placement =
    moved === undefined
      ? "Partition count and partitioner are the same as before."
      : `${earlierPlacement(result).join(" ")} ${percent(moved.keyShare)} of these keys now go to another partition.`;
  const isNoneHot = hotKeys.length === 0 && areKeysComparable && !isOtherKey;
  return [
    placement,
    ...change.keySentences,
    statesOf(result),
    ...(fixed.length === 0 ? [] : [html`Broken before, fixed now: ${ruleNames(fixed)}.`]),
    ...(isNoneHot ? ["No key went hot."] : []),
  ];
}

function statesOf({ findings }: TopicResult): string {
  const count = (wanted: string) =>
    findings.filter(({ baselineState }) => baselineState === wanted).length;
  if (findings.length === 0) return "No rule is broken now.";
  const parts = [
    `${count("new")} newly broken`,
    `${count("worse")} worse than before`,
    `${count("known")} known and no worse`,
  ];
  return `Broken rules: ${parts.join(", ")}.`;
}

function gainedTable({ gained }: Change, of: string): Markup | undefined {
  if (gained.length === 0) return undefined;
  const columns = [PARTITION, ...SHARES];
  const rows = gained.map(({ partition, before, after }) =>
    row(columns, [whole(partition), percent(before), percent(after)]),
  );
  const caption = "Partitions that gained most";
  return htmlTable({ of, id: "gained", caption, columns }, html`<tbody>${rows}</tbody>`);
}

function hotKeysTable(
  result: TopicResult,
  { hotKeys }: Change,
  displayKey: KeyDisplay,
  of: string,
): Markup | undefined {
  if (hotKeys.length === 0) return undefined;
  const columns = [{ name: "Key" }, PARTITION, ...SHARES];
  const rows = hotKeys.map((hot) => {
    const earlier = percent(hot.before);
    const isExact = hot.wasListed || hot.before === 0 || earlier.startsWith("<");
    const before = isExact ? earlier : `≤ ${earlier}`;
    const key = shownKey(hot, result, displayKey);
    return row(columns, [key, partitionText(hot), before, percent(hot.share)]);
  });
  const caption = "Keys that went hot";
  return htmlTable({ of, id: "hot", caption, columns }, html`<tbody>${rows}</tbody>`);
}
