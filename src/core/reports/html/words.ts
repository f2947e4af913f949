import type { RuleId } from "#core/contract/contract.ts";
import type { TopicResult } from "#core/judge.ts";
import { plural } from "#core/text/format.ts";
import { printable } from "#core/text/printable.ts";
import type { Verdict } from "#core/verdict.ts";
import { checkedRules, unjudgedRules } from "../rule-values.ts";
import { html, type Markup } from "./markup.ts";

/** Kafka does not allow longer names. */
const MAX_TOPIC = 249;

type Tone = Verdict | "none";

const MARKS: Readonly<Record<Tone, string>> = { pass: "✓", warn: "!", fail: "✗", none: "–" };
const WORDS: Readonly<Record<Tone, string>> = {
  pass: "Holds",
  warn: "Warning",
  fail: "Broken",
  none: "Measured only",
};
export const VERDICTS: Readonly<Record<Verdict | "error", string>> = {
  error: "Not everything could be judged",
  pass: "The contract holds",
  warn: "The contract holds, with warnings",
  fail: "Contract broken",
};

export function toneOf(result: TopicResult): Tone {
  return checkedRules(result).length === 0 ? "none" : result.verdict;
}

/** A sign, a word and a colour, each of which shows the verdict on its own. */
export function badge(tone: Tone, word = WORDS[tone]): Markup {
  return html`<span class="badge ${tone}"><span aria-hidden="true">${MARKS[tone]}</span> ${word}</span>`;
}

/** A topic's name, and its contract if several were judged: right-to-left text in it does not affect what is around it. */
export function topicName({ contract }: TopicResult): Markup {
  const { topic, contractFile: file } = contract;
  const of = file && html` <small>${printable(file, MAX_TOPIC)}</small>`;
  return html`<bdi>${printable(topic, MAX_TOPIC)}</bdi>${of}`;
}

/** Names of rules, which may wrap after each `_`. */
export function ruleNames(rules: readonly RuleId[]): Markup {
  return html`${rules.map((rule, i) => html`${i === 0 ? "" : ", "}${ruleName(rule)}`)}`;
}

export function ruleName(rule: RuleId): Markup {
  return html`<code>${rule.split("_").map((word, i) => html`${i === 0 ? "" : html`_<wbr>`}${word}`)}</code>`;
}

/** How many rules passed, in a sentence or two. */
export function rulesSentence(result: TopicResult): string {
  const unjudged = unjudgedRules(result).length;
  const others = unjudged === 0 ? "" : ` Not judged: ${plural(unjudged, "rule")}.`;
  return `${checkedSentence(result)}${others}`;
}

function checkedSentence(result: TopicResult): string {
  const checked = checkedRules(result).length;
  const broken = result.findings.length;
  if (checked === 0) return "No rule was checked.";
  if (broken === 0) return checked === 1 ? "Its rule holds." : `Its ${checked} rules hold.`;
  return `${broken} of ${plural(checked, "rule")} ${broken === 1 ? "is" : "are"} broken.`;
}
