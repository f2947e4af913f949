import { plural } from "../text/format.ts";
import { printable } from "../text/printable.ts";
import type { Verdict } from "../verdict.ts";
import { contents, type Entry } from "./html/contents.ts";
import { type Content, html, type Markup, styleElement } from "./html/markup.ts";
import { STYLE } from "./html/style.ts";
import { briefTopic, topicSection } from "./html/topic.ts";
import { VERDICTS } from "./html/words.ts";
import type { GateResult, Report, ReportOptions } from "./report.ts";
import { checkedRules } from "./rule-values.ts";
import { sha256 } from "./sha256.ts";

/** Topics with charts and tables, the worst first; of more, a page says the verdict and why. */
const MAX_WHOLE_TOPICS = 50;
const MAX_TITLE = 80;
const ORDER: readonly Verdict[] = ["fail", "warn", "pass"];
const ICON_COLORS: Readonly<Record<Verdict, string>> = {
  fail: "%23b3261e",
  warn: "%239a6700",
  pass: "%231a7f37",
};

/** One page for people, that brings all it needs and runs nothing. */
export const htmlReport: Report = (result, options) => {
  const entries = ranked(result);
  return html`<!DOCTYPE html>
<html lang="en">
<head>${head(result)}</head>
<body>
<header class="${isChecked(result) ? result.verdict : "none"}"><p>skew-contract</p><h1>${headline(result)}</h1>${result.topics.length > 1 ? html`<p>${summary(result)}</p>` : undefined}</header>
<main>
${contents(entries)}${fewer(entries)}${entries.map(({ result: topic, id }, i) =>
  i < MAX_WHOLE_TOPICS ? topicSection(result, topic, options, id) : briefTopic(topic, options, id),
)}</main>
<footer>${footer(options)}</footer>
</body>
</html>
`.text;
};

/** The worst first, otherwise as in the contract. */
function ranked({ topics }: GateResult): Entry[] {
  const entries = topics.map((result, i) => ({ id: `t${i + 1}`, result }));
  return ORDER.flatMap((verdict) => entries.filter(({ result }) => result.verdict === verdict));
}

/** The policy forbids all that the page has not: scripts, requests, forms, frames. */
function head(result: GateResult): Markup {
  const policy = `default-src 'none'; style-src 'sha256-${hashOf(STYLE)}'; img-src data:; base-uri 'none'; form-action 'none'`;
  const icon = `data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 8'%3E%3Ccircle cx='4' cy='4' r='4' fill='${ICON_COLORS[result.verdict]}'/%3E%3C/svg%3E`;
  return html`<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<link rel="icon" href="${icon}">
<title>${title(result)}</title>
${styleElement(STYLE)}
`;
}

function hashOf(text: string): string {
  const hex = sha256(new TextEncoder().encode(text));
  const bytes = hex.match(/../g)?.map((digits) => Number.parseInt(digits, 16)) ?? [];
  return btoa(String.fromCharCode(...bytes));
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
  return isChecked(result) ? VERDICTS[result.verdict] : "Measured only, no rule was checked";
}

function isChecked({ topics }: GateResult): boolean {
  return topics.some((topic) => checkedRules(topic).length > 0);
}

function summary({ topics }: GateResult): string {
  const count = (verdict: Verdict) => topics.filter((topic) => topic.verdict === verdict).length;
  const parts = [
    ...(count("fail") > 0 ? [`${count("fail")} broken`] : []),
    ...(count("warn") > 0 ? [`${count("warn")} with warnings`] : []),
    ...(count("pass") > 0 ? [`${count("pass")} ${count("pass") === 1 ? "holds" : "hold"}`] : []),
  ];
  return `${plural(topics.length, "topic")}: ${parts.join(", ")}`;
}

function fewer(entries: readonly Entry[]): Content {
  if (entries.length <= MAX_WHOLE_TOPICS) return undefined;
  return html`<p class="note">Charts and simulations stand at the first ${MAX_WHOLE_TOPICS} topics, the worst; <code>--topic</code> writes a report of any one.</p>
`;
}

function footer({ version, hint }: ReportOptions): Content {
  return html`<p>skew-contract ${version}</p>${hint && html`<p>${hint}</p>`}`;
}
