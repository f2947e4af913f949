import type { TopicResult } from "../judge.ts";
import { decimal, distinctly, percent, plural } from "../text/format.ts";
import type { Ink } from "../text/ink.ts";
import { checkedRules, unjudgedRules } from "./rule-values.ts";
import { topicName } from "./topic-name.ts";

const MAX_TOPIC = 60;
/** Longer names are not padded, and values after them do not line up. */
const MAX_COLUMNS = 40;

/** The topics that pass, in one line each. */
export function passingLines(topics: readonly TopicResult[], ink: Ink): string {
  const names = topics.map(({ contract }) => topicName(contract, MAX_TOPIC));
  const columns = Math.min(MAX_COLUMNS, Math.max(...names.map((name) => name.length)));
  const lines = topics.map((topic, i) => {
    const mark = checkedRules(topic).length === 0 ? ink.yellow("!") : ink.green("✓");
    return `${mark} ${ink.bold((names[i] ?? "").padEnd(columns))}  ${values(topic)}${noted(topic, ink)}`;
  });
  return lines.join("\n");
}

/** `6.1 % ≤ 7.7 %     Gini 0.099` */
function values(topic: TopicResult): string {
  const { measures } = topic;
  const rule = checkedRules(topic).find(({ id }) => id === "max_partition_share");
  const share = rule === undefined ? percent(measures.maxPartitionShare) : comparison(rule.shown);
  return `${share.padEnd(16)}  Gini ${decimal(measures.gini)}`;
}

type Shown = ReturnType<typeof checkedRules>[number]["shown"];

function comparison({ format, limit, actual, digits, relation }: Shown): string {
  const [limitText, actualText] = distinctly(format, limit, actual, digits);
  return `${actualText} ${relation} ${limitText}`;
}

function noted(topic: TopicResult, ink: Ink): string {
  const others = unjudgedRules(topic).length;
  if (checkedRules(topic).length === 0) return ink.yellow("  measured only");
  return others === 0 ? "" : ink.yellow(`  ${plural(others, "rule")} not judged`);
}

const OPPOSITE: Readonly<Record<string, string>> = { "≤": ">", "≥": "<", "=": "≠" };

/** The topics with broken rules, in one line each, for the end of a long report. */
export function brokenLines(topics: readonly TopicResult[], ink: Ink): string {
  const lines = topics.map((topic) => {
    const color = topic.verdict === "fail" ? ink.red : ink.yellow;
    const broken = checkedRules(topic).filter(({ finding }) => finding !== undefined);
    const rules = broken.map(({ id, shown }, i) => {
      if (i > 0) return id;
      const text = comparison(shown);
      return `${id} ${text.replace(shown.relation, OPPOSITE[shown.relation] ?? shown.relation)}`;
    });
    const mark = color(topic.verdict === "fail" ? "✗" : "!");
    return `${mark} ${ink.bold(topicName(topic.contract, MAX_TOPIC))}  ${rules.join(", ")}`;
  });
  return lines.join("\n");
}
