import type { TopicResult } from "../judge.ts";
import { placementName } from "../partitioners/placement-name.ts";
import type { Finding } from "../rules/rule.ts";
import { plural } from "../text/format.ts";
import { createInk, type Ink } from "../text/ink.ts";
import { printable, withoutCommands } from "../text/printable.ts";
import { wrap } from "../text/wrap.ts";
import { detailSentences, emptyPartitions } from "./details-text.ts";
import { causeOfSkew } from "./luck.ts";
import type { GateResult, Report, ReportOptions } from "./report.ts";
import { checkedRules, unjudgedRules } from "./rule-values.ts";
import { hottestKeyLines, partitionBars } from "./text-charts.ts";
import { brokenLines, passingLines } from "./text-many.ts";
import { changeLines, suggestionLines, unjudgedLines } from "./text-notes.ts";
import { lineWidth, ruleLines } from "./text-parts.ts";
import { topicName } from "./topic-name.ts";
import { unjudgedTopicCount } from "./unjudged-topics.ts";

/** With more topics, those that pass take one line each, and the broken ones come last. */
const MAX_WHOLE_TOPICS = 5;

/** For a terminal: the verdict, then why, then what to do; a broken topic takes about one screen. */
export const textReport: Report = (result, options) => {
  const ink = createInk(options.color);
  const isLong = result.topics.length > MAX_WHOLE_TOPICS;
  const passing = isLong ? result.topics.filter(({ verdict }) => verdict === "pass") : [];
  const others = isLong ? worstLast(result.topics) : result.topics;
  const topics = others.map((topic) => topicText(topic, options, ink));
  if (passing.length > 0) topics.unshift(passingLines(passing, ink));
  const isOfSeveral = result.topics.length + (result.unjudged?.length ?? 0) > 1;
  const broken = isLong && others.length > 0 ? [brokenLines(others, ink)] : [];
  const summary = isOfSeveral ? [[...broken, summaryLine(result, ink)].join("\n")] : [];
  const unjudged = result.unjudged ? [unjudgedLines(result.unjudged, options, ink)] : [];
  const isPass = result.verdict === "pass";
  const hint = isPass || options.hint === undefined ? [] : [ink.dim(options.hint)];
  return `${withoutCommands([...topics, ...unjudged, ...summary, ...hint].join("\n\n"))}\n`;
};

/** Topics with broken rules. */
function worstLast(topics: GateResult["topics"]): TopicResult[] {
  const of = (wanted: string) => topics.filter(({ verdict }) => verdict === wanted);
  return [...of("warn"), ...of("fail")];
}

function topicText(result: TopicResult, options: ReportOptions, ink: Ink): string {
  const checked = checkedRules(result);
  const hasCharts = result.verdict !== "pass" && result.measures.placedRecords > 0;
  const isCompared = result.change !== undefined || result.incomparable !== undefined;
  const sections = [
    [headline(result, checked.length > 0, ink), ...facts(result, options)],
    hasCharts ? partitionBars(result, options, ink) : [],
    ruleLines(result, checked, ink),
    isCompared ? changeLines(result, options, ink) : [],
    hasCharts ? hottestKeyLines(result, options, ink) : [],
    cause(result, options),
    result.suggestions.length > 0 ? suggestionLines(result, options, ink) : [],
  ];
  const shown = sections.filter((lines) => lines.length > 0).map((lines) => lines.join("\n"));
  return shown.join(result.verdict === "pass" ? "\n" : "\n\n");
}

function headline(result: TopicResult, isChecked: boolean, ink: Ink): string {
  const { contract, verdict, findings } = result;
  const topic = ink.bold(topicName(contract, 60));
  const broken = plural(findings.length, "rule");
  const others = unjudgedRules(result).length;
  const unjudged = others === 0 ? "" : ink.yellow(`, ${plural(others, "rule")} not judged`);
  if (!isChecked) return `${ink.yellow("!")} ${topic}: measured only, no rule was checked`;
  if (verdict === "pass") return `${ink.green("✓")} ${topic}: the contract holds${unjudged}`;
  if (verdict === "warn") return `${ink.yellow("!")} ${topic}: ${softened(findings, broken)}`;
  return `${ink.red("✗")} ${topic}: ${ink.red("contract broken")}, ${broken}`;
}

/** Why broken rules do not fail. */
function softened(findings: readonly Finding[], broken: string): string {
  const errors = findings.filter(({ severity }) => severity === "error");
  if (errors.length === 0) return `holds, with warnings from ${broken}`;
  const areKnown = errors.every(({ baselineState }) => baselineState === "known");
  return areKnown ? `no worse than the baseline, ${broken} broken` : `not failed, ${broken} broken`;
}

function cause(result: TopicResult, options: ReportOptions): string[] {
  const text = causeOfSkew(result);
  return text === undefined ? [] : paragraph(text, options);
}

function paragraph(text: string, options: ReportOptions): string[] {
  return wrap(text, lineWidth(options) - 2).map((line) => `  ${line}`);
}

function facts(result: TopicResult, options: ReportOptions): string[] {
  const { contract, measures, details = {}, confidence, joins } = result;
  const parts = [
    `${plural(measures.records, "record")}`,
    `${plural(measures.uniqueKeys, "different key")}`,
    `${plural(measures.partitions, "partition")} (${placementName(contract)})`,
    ...(measures.partitionsWithoutRecords > 0 ? emptyPartitions(measures) : []),
  ];
  const source = contract.keySource;
  const made = source === undefined ? "" : `; key created in ${printable(source, 100)}`;
  const { recorded, time, bytes, windows } = details;
  const unjudged = unjudgedRules(result)[0];
  const known = [recorded, time, bytes, windows, joins, confidence?.doubt, unjudged];
  // Loaded late.
  const sentences = known.some((one) => one !== undefined) ? detailSentences(result) : [];
  return [`${parts.join(", ")}${made}`, ...sentences].flatMap((text) => paragraph(text, options));
}

function summaryLine({ topics, unjudged }: GateResult, ink: Ink): string {
  const count = (verdict: string) => topics.filter((topic) => topic.verdict === verdict).length;
  const parts = [
    ink.green(`${count("pass")} passing`),
    ...(count("warn") > 0 ? [ink.yellow(`${count("warn")} with warnings`)] : []),
    ...(count("fail") > 0 ? [ink.red(`${count("fail")} broken`)] : []),
  ];
  return `${plural(topics.length, "topic")}: ${parts.join(", ")}${unjudged === undefined ? "" : unjudgedTopicCount(unjudged)}`;
}
