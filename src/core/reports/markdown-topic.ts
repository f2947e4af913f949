import type { TopicIdentity } from "../contract/topic-id.ts";
import type { TopicResult } from "../judge.ts";
import type { HotKey } from "../measures/measures.ts";
import { placementName } from "../partitioners/placement-name.ts";
import { distinctly, percent, plural, whole } from "../text/format.ts";
import { code, details, pipeTable, prose } from "../text/markdown.ts";
import { clip } from "../text/printable.ts";
import type { Verdict } from "../verdict.ts";
import {
  baselineStateText,
  changeSentences,
  earlierText,
  firstText,
  shareChangeText,
} from "./changes-text.ts";
import { detailSentences } from "./details-text.ts";
import { heaviestKeys, partitionBytes, partitionText } from "./heaviest-keys.ts";
import { keyNames } from "./key-names.ts";
import { causeOfSkew } from "./luck.ts";
import type { ReportOptions } from "./report.ts";
import { type CheckedRule, checkedRules, unjudgedRules } from "./rule-values.ts";

const MAX_NAME = 100;
const MAX_KEY = 64;
const MAX_BARS = 8;
const MAX_KEYS = 5;
const BAR_CHARACTERS = 40;

/** How much a report shows of a broken topic. */
export interface Detail {
  readonly chart: boolean;
  readonly keys: boolean;
  readonly advice: boolean;
}

/** The most first. */
export const DETAILS: readonly Detail[] = [
  { chart: true, keys: true, advice: true },
  { chart: false, keys: true, advice: true },
  { chart: false, keys: false, advice: true },
  { chart: false, keys: false, advice: false },
];

export function mark(verdict: Verdict | "error"): string {
  return { pass: "✅", warn: "⚠️", fail: "❌", error: "⚠️" }[verdict];
}

export function markdownTopic(topic: TopicResult, options: ReportOptions, detail: Detail): string {
  const { contract, verdict } = topic;
  return `### ${mark(verdict)} ${nameCode(contract)}\n\n${topicBody(topic, options, detail)}`;
}

/** The topic, and its contract if several were judged. */
export function nameCode({ topic, contractFile }: TopicIdentity): string {
  const of = contractFile === undefined ? "" : ` (${code(clip(contractFile, MAX_NAME))})`;
  return `${code(clip(topic, MAX_NAME))}${of}`;
}

export function topicBody(topic: TopicResult, options: ReportOptions, detail: Detail): string {
  const isPlaced = topic.measures.placedRecords > 0;
  const sections = [
    facts(topic),
    ...detailSentences(topic).map(prose),
    ruleTable(topic),
    ...changeSentences(topic).map(prose),
    ...(detail.keys ? wentHot(topic, options) : []),
    ...(detail.advice ? advice(topic, options) : []),
    ...cause(topic),
    ...(detail.chart && isPlaced ? [details("Partitions", chart(topic))] : []),
    ...(detail.keys && isPlaced ? keyTables(topic, options) : []),
  ];
  return sections.join("\n\n");
}

function cause(topic: TopicResult): string[] {
  const text = causeOfSkew(topic);
  return text === undefined ? [] : [prose(text)];
}

function facts({ contract, measures }: TopicResult): string {
  const source = contract.keySource;
  const made = source === undefined ? "" : `; key created in ${code(clip(source, MAX_NAME))}`;
  const parts = [
    plural(measures.records, "record"),
    plural(measures.uniqueKeys, "different key"),
    `${plural(measures.partitions, "partition")} (${placementName(contract)})`,
  ];
  return `${parts.join(", ")}${made}`;
}

function ruleTable(topic: TopicResult): string {
  const hasBase = topic.change !== undefined;
  const rows = checkedRules(topic).map((checked) => {
    const { id, shown, finding } = checked;
    const [limit, actual] = distinctly(shown.format, shown.limit, shown.actual, shown.digits);
    const cells = [
      `${ruleMark(checked)} \`${id}\``,
      `${shown.relation} ${limit}`,
      finding === undefined ? actual : `**${actual}**`,
    ];
    return hasBase ? [...cells, ...baseCells(topic, checked)] : cells;
  });
  const unjudged = unjudgedRules(topic).map(({ id, limitText }) => {
    return [`➖ \`${id}\``, limitText, "not judged", ...(hasBase ? ["", ""] : [])];
  });
  const header = ["Rule", "Limit", "Actual", ...(hasBase ? ["Base", "Change"] : [])];
  return pipeTable(header, [...rows, ...unjudged]);
}

function ruleMark({ finding, isFailure }: CheckedRule): string {
  if (finding === undefined) return mark("pass");
  return mark(isFailure ? "fail" : "warn");
}

function baseCells(topic: TopicResult, { id, finding }: CheckedRule): string[] {
  const earlier = earlierText(topic, id);
  const standing = finding && baselineStateText(finding);
  const trend = [earlier?.trend, standing, firstText(topic, finding)].filter(
    (part) => part !== undefined,
  );
  return [earlier?.before ?? "", trend.join(", ")];
}

/** The keys that are hotter than before, each with its shares. */
function wentHot(topic: TopicResult, { displayKey }: ReportOptions): string[] {
  const keys = (topic.change?.hotKeys ?? []).slice(0, MAX_KEYS);
  const names = keyNames(topic, displayKey);
  const lines = keys.flatMap((hot) => {
    const name = names.nameOf(hot, MAX_KEY);
    if (name === null) return [];
    return [`- ${keyText(name)}: ${prose(shareChangeText(hot))}`];
  });
  return lines.length === 0 ? [] : [lines.join("\n")];
}

function advice(topic: TopicResult, { displayKey }: ReportOptions): string[] {
  const { suggestions } = topic;
  if (suggestions.length === 0) return [];
  const names = keyNames(topic, displayKey);
  const lines = suggestions.map(({ parts }) => {
    const text = parts.map((part) => {
      if (typeof part === "string") return prose(part);
      const name = names.nameOf(part, MAX_KEY);
      return name === null ? "the key (not shown)" : keyText(name);
    });
    return `- ${text.join("")}`;
  });
  return [`**What helps**\n\n${lines.join("\n")}`];
}

/** Bars in a code block, so that they line up everywhere. */
function chart(topic: TopicResult): string {
  const { measures, contract } = topic;
  const shown = measures.hottestPartitions.slice(0, MAX_BARS).filter(({ count }) => count > 0);
  const most = shown[0]?.share ?? 1;
  const limit = contract.limits.max_partition_share;
  const bytes = partitionBytes(topic);
  const lines = shown.map(({ partition, count, share }) => {
    const bar = "█".repeat(Math.max(1, Math.round((share / most) * BAR_CHARACTERS)));
    const over = limit !== undefined && share > limit ? " !" : "";
    const ofBytes = bytes && percent((bytes.loads[partition] ?? 0) / bytes.total).padStart(10);
    return `${whole(partition).padStart(9)}${percent(share).padStart(9)}${whole(count).padStart(14)}${ofBytes ?? ""}  ${bar}${over}`;
  });
  const rest = measures.partitions - shown.length;
  const more = rest > 0 ? [`and ${plural(rest, "more partition")}`] : [];
  const lead = `partition    share       records${bytes === undefined ? "" : "  of bytes"}`;
  return ["```text", lead, ...lines, ...more, "```"].join("\n");
}

function keyTable(
  keys: readonly HotKey[],
  counted: "Records" | "Bytes",
  topic: TopicResult,
  { displayKey }: ReportOptions,
): string {
  const names = keyNames(topic, displayKey);
  const rows = keys.slice(0, MAX_KEYS).map((hot) => {
    const { count, share } = hot;
    const name = names.nameOf(hot, MAX_KEY);
    const text = name === null ? "(not shown)" : keyText(name);
    return [text, partitionText(hot), percent(share), whole(count)];
  });
  return pipeTable(["Key", "Partition", "Share", counted], rows);
}

function keyTables(topic: TopicResult, options: ReportOptions): string[] {
  const heaviest = heaviestKeys(topic);
  return [
    details("Hottest keys", keyTable(topic.measures.hottestKeys, "Records", topic, options)),
    ...(heaviest === undefined
      ? []
      : [details("Keys with the most bytes", keyTable(heaviest, "Bytes", topic, options))]),
  ];
}

/** An empty code element would be invisible. */
function keyText(name: string): string {
  return name === "" ? "(empty)" : code(name);
}
