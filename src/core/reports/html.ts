import { plural } from "../text/format.ts";
import { printable } from "../text/printable.ts";
import type { Verdict } from "../verdict.ts";
import { contents, type Entry } from "./html/contents.ts";
import { type Content, html } from "./html/markup.ts";
import { page } from "./html/page.ts";
import { briefTopic, htmlTopic } from "./html/topic.ts";
import { VERDICTS } from "./html/words.ts";
import type { GateResult, Report } from "./report.ts";
import { checkedRules } from "./rule-values.ts";
import { unjudgedTopicCount, unjudgedTopicText } from "./unjudged-topics.ts";

/** Topics with charts and tables, the worst first; others only get a verdict and the reasons. */
const MAX_WHOLE_TOPICS = 50;
const MAX_TITLE = 80;
const ORDER: readonly Verdict[] = ["fail", "warn", "pass"];

/** A self-contained page without scripts. */
export const htmlReport: Report = (result, options) => {
  const entries = ranked(result);
  const tone = result.verdict === "error" ? "fail" : result.verdict;
  const shown = isChecked(result) ? tone : "none";
  const about = result.topics.length > 1 ? html`<p>${summary(result)}</p>` : undefined;
  const sections = entries.map(({ result: topic, id }, i) =>
    i < MAX_WHOLE_TOPICS ? htmlTopic(result, topic, options, id) : briefTopic(topic, options, id),
  );
  return page({
    title: title(result),
    color: result.verdict,
    header: html`<header class="${shown}"><p>skew-contract</p><h1>${headline(result)}</h1>${about}</header>`,
    main: [unjudgedNotes(result), contents(entries), fewer(entries), sections],
    options,
  });
};

function unjudgedNotes({ unjudged = [] }: GateResult): Content {
  return unjudged.map(
    (one) => html`<p class="note">${unjudgedTopicText(one)}</p>
`,
  );
}

/** The worst first, otherwise as in the contract. */
function ranked({ topics }: GateResult): Entry[] {
  const entries = topics.map((result, i) => ({ id: `t${i + 1}`, result }));
  return ORDER.flatMap((verdict) => entries.filter(({ result }) => result.verdict === verdict));
}

function title(result: GateResult): string {
  const { topics } = result;
  const [only] = topics;
  const about =
    topics.length === 1 && only !== undefined
      ? printable(only.contract.topic, MAX_TITLE)
      : summary(result);
  return `${headline(result)}: ${about}`;
}

function headline(result: GateResult): string {
  const isSaid = isChecked(result) || result.verdict === "error";
  return isSaid ? VERDICTS[result.verdict] : "Measured only, no rule was checked";
}

function isChecked({ topics }: GateResult): boolean {
  return topics.some((topic) => checkedRules(topic).length > 0);
}

function summary({ topics, unjudged }: GateResult): string {
  const count = (verdict: Verdict) => topics.filter((topic) => topic.verdict === verdict).length;
  const parts = [
    ...(count("fail") > 0 ? [`${count("fail")} broken`] : []),
    ...(count("warn") > 0 ? [`${count("warn")} with warnings`] : []),
    ...(count("pass") > 0 ? [`${count("pass")} passing`] : []),
  ];
  return `${plural(topics.length, "topic")}: ${parts.join(", ")}${unjudgedTopicCount(unjudged)}`;
}

function fewer(entries: readonly Entry[]): Content {
  if (entries.length <= MAX_WHOLE_TOPICS) return undefined;
  return html`<p class="note">Only the worst ${MAX_WHOLE_TOPICS} topics have charts and simulations. A report on a single topic always has them.</p>
`;
}
