import type { TopicResult } from "../judge.ts";
import type { HotKey } from "../measures/measures.ts";
import { distinctly, percent, whole } from "../text/format.ts";
import type { Ink } from "../text/ink.ts";
import { escapeUnsafe, printable } from "../text/printable.ts";
import { wrap } from "../text/wrap.ts";
import { changeSentences, earlierText, firstText, shareChangeText } from "./changes-text.ts";
import { heaviestKeys, partitionBytes } from "./heaviest-keys.ts";
import { keyNames } from "./key-names.ts";
import type { ReportOptions } from "./report.ts";
import { type CheckedRule, unjudgedRules } from "./rule-values.ts";
import { suggestionText } from "./suggestion-text.ts";

const MAX_BARS = 8;
const MAX_KEYS = 5;
/** Characters of a key. */
const MAX_KEY = 48;
const MIN_WIDTH = 40;
const MAX_WIDTH = 100;
const EIGHTHS = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/** A bar for each of the hottest partitions. */
export function partitionBars(result: TopicResult, options: ReportOptions, ink: Ink): string[] {
  const { hottestPartitions, partitions } = result.measures;
  const limit = result.contract.limits.max_partition_share ?? 1;
  const shown = hottestPartitions.slice(0, MAX_BARS).filter(({ count }) => count > 0);
  const most = shown[0]?.share ?? 1;
  const bytes = bytesShareOf(result);
  const room = Math.min(40, Math.max(5, lineWidth(options) - (bytes === undefined ? 36 : 46)));
  const bars = shown.map(({ partition, count, share }) => {
    const line = bar((share / most) * room);
    const cells = [
      whole(partition).padStart(11),
      percent(share).padStart(9),
      whole(count).padStart(12),
      ...(bytes === undefined ? [] : [bytes(partition).padStart(10)]),
    ];
    return `${cells.join("")}  ${share > limit ? ink.red(line) : ink.green(line)}`;
  });
  const rest = partitions - shown.length;
  const more =
    rest > 0 ? [ink.dim(`${`${whole(rest)} more`.padStart(11)}${restShare(result, shown)}`)] : [];
  const head = `  partition    share     records${bytes === undefined ? "" : "  of bytes"}`;
  return [ink.dim(head), ...bars, ...more];
}

/** Shows a partition's share of the bytes; undefined if no sizes are known. */
function bytesShareOf(result: TopicResult) {
  const bytes = partitionBytes(result);
  return bytes && ((partition: number) => percent((bytes.loads[partition] ?? 0) / bytes.total));
}

/** Columns for running text: a width of 0 means that it is unknown. */
export function lineWidth({ width }: Pick<ReportOptions, "width">): number {
  return Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, width === 0 ? 80 : width));
}

function restShare(result: TopicResult, shown: readonly { share: number }[]): string {
  const rest = Math.max(0, 1 - shown.reduce((sum, { share }) => sum + share, 0));
  const least = result.measures.partitionCounts.reduce((min, count) => Math.min(min, count));
  return `${percent(rest).padStart(9)}  in total, the smallest ${percent(least / result.measures.placedRecords)}`;
}

/** A bar of this many characters, to an eighth, but never empty. */
export function bar(length: number): string {
  const eighths = Math.max(1, Math.round(length * 8));
  return "█".repeat(Math.floor(eighths / 8)) + EIGHTHS[eighths % 8];
}

/** A line for each rule: whether it passes, the limit, the actual value, and the earlier one. */
export function ruleLines(topic: TopicResult, checked: readonly CheckedRule[], ink: Ink): string[] {
  const unjudged = unjudgedRules(topic);
  const columns = Math.max(22, ...[...checked, ...unjudged].map(({ id }) => id.length + 1));
  const cellsOf = (id: string, limit: string, actual: string) =>
    `${id.padEnd(columns)}${`${limit} `.padEnd(12)}${actual}`;
  const lines = checked.map((rule) => {
    const { id, shown, finding, isFailure } = rule;
    const [limit, actual] = distinctly(shown.format, shown.limit, shown.actual, shown.digits);
    const cells = cellsOf(id, `${shown.relation} ${limit}`, actual);
    const earlier = ink.dim(earlierCell(topic, rule));
    if (finding === undefined) return `  ${ink.green("✓")} ${cells}${earlier}`;
    const color = isFailure ? ink.red : ink.yellow;
    return `  ${color(isFailure ? "✗" : "!")} ${color(cells)}${earlier}`;
  });
  const others = unjudged.map(({ id, limitText }) => cellsOf(id, limitText, "not judged"));
  return [...lines, ...others.map((cells) => `  ${ink.yellow("–")} ${cells}`)];
}

/** `  (was 4.3 %, known, first 4.1 %)` */
function earlierCell(topic: TopicResult, { id, finding }: CheckedRule): string {
  const was = earlierText(topic, id)?.before;
  const first = firstText(topic, finding);
  const parts = [was === undefined ? undefined : `was ${was}`, finding?.baselineState, first];
  const given = parts.filter((part) => part !== undefined);
  return given.length === 0 ? "" : `  (${given.join(", ")})`;
}

export function hottestKeyLines(result: TopicResult, options: ReportOptions, ink: Ink): string[] {
  const { measures } = result;
  const heaviest = heaviestKeys(result);
  return [
    ink.dim("  partition    share     records  hottest keys"),
    ...keyLines(measures.hottestKeys, result, options),
    ...(heaviest === undefined
      ? []
      : [
          ink.dim("  partition    share       bytes  keys with the most bytes"),
          ...keyLines(heaviest, result, options),
        ]),
  ];
}

function keyLines(
  keys: readonly HotKey[],
  result: TopicResult,
  { displayKey }: ReportOptions,
): string[] {
  const names = keyNames(result, displayKey);
  return keys.slice(0, MAX_KEYS).map((hot) => {
    const { count, share, partition } = hot;
    const shown = names.nameOf(hot, MAX_KEY);
    const text = shown === null ? "(not shown)" : `"${printable(shown)}"`;
    return `${whole(partition).padStart(11)}${percent(share).padStart(9)}${whole(count).padStart(12)}  ${text}`;
  });
}

/** The differences from the baseline, and the keys that went hot. */
export function changeLines(result: TopicResult, options: ReportOptions, ink: Ink): string[] {
  const { change } = result;
  const names = keyNames(result, options.displayKey);
  const sentences = changeSentences(result).flatMap((text) => wrap(text, lineWidth(options) - 2));
  const keys = (change?.hotKeys ?? []).slice(0, MAX_KEYS).flatMap((hot) => {
    const name = names.nameOf(hot, MAX_KEY);
    return name === null ? [] : [`  "${printable(name)}" ${shareChangeText(hot)}`];
  });
  const lines = [...sentences, ...keys];
  return lines.length === 0
    ? []
    : [ink.bold("  what changed"), ...lines.map((line) => `  ${line}`)];
}

export function suggestionLines(result: TopicResult, options: ReportOptions, ink: Ink): string[] {
  const { suggestions, verdict } = result;
  if (suggestions.length === 0) return [];
  const names = keyNames(result, options.displayKey);
  const lines = suggestions.flatMap((suggestion) => {
    const text = escapeUnsafe(suggestionText(suggestion, names));
    return wrap(text, lineWidth(options) - 4).map(
      (line, i) => `${i === 0 ? "  • " : "    "}${line}`,
    );
  });
  return [ink.bold(verdict === "pass" ? "  worth knowing" : "  what to do"), ...lines];
}
