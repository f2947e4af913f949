import type pc from "picocolors";
import type { TopicResult } from "../judge.ts";
import { rules } from "../rules/index.ts";
import type { Finding, Rule } from "../rules/rule.ts";
import { distinctly, percent, whole } from "../text/format.ts";
import { printable } from "../text/printable.ts";
import { wrap } from "../text/wrap.ts";
import type { ReportOptions } from "./report.ts";
import { suggestionText } from "./topic-report.ts";

export type Ink = ReturnType<typeof pc.createColors>;

const MAX_BARS = 8;
const MAX_KEYS = 5;
const EIGHTHS = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/** A bar for each of the hottest partitions, as long as its share. */
export function partitionBars(result: TopicResult, { width }: ReportOptions, ink: Ink): string[] {
  const { hottestPartitions, partitions } = result.measures;
  const limit = result.contract.limits.max_partition_share ?? 1;
  const shown = hottestPartitions.slice(0, MAX_BARS).filter(({ count }) => count > 0);
  const most = shown[0]?.share ?? 1;
  const room = Math.min(40, Math.max(10, width - 40));
  const bars = shown.map(({ partition, count, share }) => {
    const line = bar((share / most) * room);
    const cells = [
      whole(partition).padStart(11),
      percent(share).padStart(9),
      whole(count).padStart(12),
    ];
    return `${cells.join("")}  ${share > limit ? ink.red(line) : ink.green(line)}`;
  });
  const rest = partitions - shown.length;
  const more =
    rest > 0 ? [ink.dim(`${`${whole(rest)} more`.padStart(11)}${restShare(result, shown)}`)] : [];
  return [ink.dim(`  partition    share     records`), ...bars, ...more];
}

function restShare(result: TopicResult, shown: readonly { share: number }[]): string {
  const rest = Math.max(0, 1 - shown.reduce((sum, { share }) => sum + share, 0));
  const least = result.measures.partitionCounts.reduce((min, count) => Math.min(min, count));
  return `${percent(rest).padStart(9)}  in all, the least ${percent(least / result.measures.placedRecords)}`;
}

function bar(length: number): string {
  const eighths = Math.max(1, Math.round(length * 8));
  return "█".repeat(Math.floor(eighths / 8)) + EIGHTHS[eighths % 8];
}

/** Every rule with a limit: whether it holds, the limit and the actual value. */
export function ruleLines(result: TopicResult, ink: Ink): string[] {
  return rules.flatMap((rule) => {
    const limit =
      rule.id === "producers" ? producersLimit(result) : result.contract.limits[rule.id];
    const off = result.contract.severity[rule.id] === "off";
    if (limit === undefined || off) return [];
    return [ruleLine(rule, limit, result, ink)];
  });
}

function producersLimit({ contract }: TopicResult): number | undefined {
  return contract.producers.length > 1 ? 0 : undefined;
}

function ruleLine(rule: Rule, limit: number, result: TopicResult, ink: Ink): string {
  const finding = result.findings.find(({ rule: id }) => id === rule.id);
  const { actual, format } = rule.show(result.evidence);
  const [limitText, actualText] = distinctly(format, limit, actual, format === percent ? 1 : 3);
  const relation = rule.id.startsWith("max") || rule.id === "producers" ? "≤" : "≥";
  const cells = `${rule.id.padEnd(22)}${`${relation} ${limitText}`.padEnd(12)}${actualText}`;
  return `  ${mark(finding, ink)} ${finding === undefined ? cells : inkOf(finding, ink)(cells)}`;
}

function mark(finding: Finding | undefined, ink: Ink): string {
  if (finding === undefined) return ink.green("✓");
  return inkOf(finding, ink)(finding.severity === "error" ? "✗" : "!");
}

function inkOf(finding: Finding, ink: Ink): (text: string) => string {
  return finding.severity === "error" ? ink.red : ink.yellow;
}

export function hottestKeyLines(
  { measures, contract }: TopicResult,
  { displayKey }: ReportOptions,
  ink: Ink,
): string[] {
  const lines = measures.hottestKeys.slice(0, MAX_KEYS).map(({ key, count, share, partition }) => {
    const shown = displayKey(key, contract.keyType).key;
    const text = shown === null ? "(not shown)" : `"${printable(shown, 48)}"`;
    return `${whole(partition).padStart(11)}${percent(share).padStart(9)}${whole(count).padStart(12)}  ${text}`;
  });
  return [ink.dim("  partition    share     records  hottest keys"), ...lines];
}

export function suggestionLines(result: TopicResult, options: ReportOptions, ink: Ink): string[] {
  const { suggestions, contract, verdict } = result;
  if (suggestions.length === 0) return [];
  const lines = suggestions.flatMap((suggestion) => {
    const text = printableText(suggestionText(suggestion, options.displayKey, contract.keyType));
    return wrap(text, Math.min(options.width, 100) - 4).map(
      (line, i) => `${i === 0 ? "  • " : "    "}${line}`,
    );
  });
  return [ink.bold(verdict === "pass" ? "  worth knowing" : "  what to do"), ...lines];
}

/** JSON's own escapes already cover control characters; the others are made visible here. */
function printableText(text: string): string {
  return printable(text).replaceAll("\\\\", "\\");
}
