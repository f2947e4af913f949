import type { TopicResult } from "#core/judge.ts";
import type { Measures } from "#core/measures/measures.ts";
import { placementName } from "#core/partitioners/placement-name.ts";
import { decimal, percent, plural } from "#core/text/format.ts";
import { printable } from "#core/text/printable.ts";
import { detailSentences, emptyPartitions } from "../details-text.ts";
import { keyNames } from "../key-names.ts";
import { causeOfSkew } from "../luck.ts";
import type { GateResult, ReportOptions } from "../report.ts";
import { suggestionText } from "../suggestion-text.ts";
import { changeSection } from "./change.ts";
import { hottestKeys } from "./keys.ts";
import { lorenzFigure } from "./lorenz.ts";
import { type Content, html, type Markup } from "./markup.ts";
import { partitionFigure } from "./partitions.ts";
import { ruleList, ruleTable } from "./rules.ts";
import { whatIfTable } from "./what-if.ts";
import { badge, rulesSentence, toneOf, topicName } from "./words.ts";

const MAX_SOURCE = 200;

/** Everything about one topic: the verdict, why, what to do, and the numbers behind it. */
export function htmlTopic(
  gate: GateResult,
  result: TopicResult,
  options: ReportOptions,
  id: string,
): Markup {
  const content = [
    tiles(result),
    ...detailSentences(result).map((text) => html`<p class="note">${text}</p>`),
    cause(result),
    html`<h3>Rules</h3>`,
    ruleTable(gate, result, id),
    advice(result, options),
    changeSection(result, options.displayKey, id),
    html`<div class="charts">${partitionFigure(result, id)}${lorenzFigure(result, id)}</div>`,
    hottestKeys(result, options.displayKey, id),
    whatIfTable(result, options.displayKey, id),
  ];
  return section(result, id, content);
}

/** The verdict, the rules and the advice, for topics without details. */
export function briefTopic(result: TopicResult, options: ReportOptions, id: string): Markup {
  return section(result, id, [ruleList(result), advice(result, options)]);
}

function section(result: TopicResult, id: string, content: Content): Markup {
  return html`<section class="topic ${toneOf(result)}" aria-labelledby="${id}">
<h2 id="${id}">${badge(toneOf(result))} ${topicName(result)}</h2>
<p class="facts">${rulesSentence(result)} ${topicFacts(result)}</p>
${content}</section>
`;
}

/** What was read, in a sentence. */
export function topicFacts({ contract, measures }: TopicResult): string {
  const { emptyKeys, nullKeys } = measures;
  const source = contract.keySource;
  const parts = [
    plural(measures.records, "record"),
    plural(measures.uniqueKeys, "different key"),
    `${plural(measures.partitions, "partition")} (${placementName(contract)})`,
    ...emptyPartitions(measures),
    ...(contract.consumers === undefined ? [] : [plural(contract.consumers, "consumer")]),
    ...(emptyKeys > 0 ? [`${plural(emptyKeys, "record")} with an empty key`] : []),
    ...(nullKeys > 0 ? [`${plural(nullKeys, "record")} without a key`] : []),
    ...(source === undefined ? [] : [`key created in ${printable(source, MAX_SOURCE)}`]),
  ];
  return `${parts.join(", ")}.`;
}

/** Whether the keys or the hash cause the spread, where that is a question. */
export function cause(result: TopicResult): Content {
  const text = causeOfSkew(result);
  return text && html`<p class="note">${text}</p>`;
}

/** The measures at a glance, each with what chance would give; nothing if there is no spread. */
export function tiles(result: TopicResult): Content {
  const { measures } = result;
  const { expected, maxConsumerShare } = measures;
  if (expected === undefined) return undefined;
  const consumer =
    maxConsumerShare === undefined
      ? []
      : [tile("Busiest consumer", percent(maxConsumerShare), "of the records")];
  return html`<dl class="tiles">${[
    tile(
      "Largest partition",
      percent(measures.maxPartitionShare),
      `${percent(expected.maxPartitionShare)} expected by chance`,
    ),
    tile("Gini", decimal(measures.gini), `${decimal(expected.gini)} expected by chance`),
    tile(
      "Coefficient of variation",
      decimal(measures.cv, 2),
      `${decimal(expected.cv, 2)} expected by chance`,
    ),
    tile("Hottest key", percent(measures.maxKeyShare), "of the records"),
    ...consumer,
    ...bytesTiles(measures),
    ...windowTile(result),
  ]}</dl>
`;
}

function bytesTiles({ maxPartitionBytesShare, maxKeyBytesShare }: Measures): Markup[] {
  const one = (name: string, share: number | undefined) =>
    share === undefined ? [] : [tile(name, percent(share), "of the bytes")];
  return [
    ...one("Partition with the most bytes", maxPartitionBytesShare),
    ...one("Key with the most bytes", maxKeyBytesShare),
  ];
}

function windowTile({ details }: TopicResult): Markup[] {
  const { share, byChance } = details?.windows ?? {};
  if (share === undefined || byChance === undefined) return [];
  const chance = `${percent(byChance)} expected by chance`;
  return [tile("Hottest windows of time", percent(share), chance)];
}

function tile(name: string, value: string, about?: string): Markup {
  const small = about && html` <small>${about}</small>`;
  return html`<div><dt>${name}</dt><dd>${value}${small}</dd></div>`;
}

/** What to do, or what is worth knowing. */
export function advice(result: TopicResult, options: Pick<ReportOptions, "displayKey">): Content {
  const { suggestions, verdict } = result;
  if (suggestions.length === 0) return undefined;
  const names = keyNames(result, options.displayKey);
  const items = suggestions.map(
    (one) => html`<li>${suggestionText(one, names)}</li>
`,
  );
  const title = verdict === "pass" ? "Worth knowing" : "What to do";
  return html`<h3>${title}</h3><ul class="advice">${items}</ul>
`;
}
