import type { TopicResult } from "../judge.ts";
import { distinctly } from "../text/format.ts";
import type { Ink } from "../text/ink.ts";
import { earlierText, firstText } from "./changes-text.ts";
import type { ReportOptions } from "./report.ts";
import { type CheckedRule, unjudgedRules } from "./rule-values.ts";

const MIN_WIDTH = 40;
const MAX_WIDTH = 100;

/** Columns for running text: a width of 0 means that it is unknown. */
export function lineWidth({ width }: Pick<ReportOptions, "width">): number {
  return Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, width === 0 ? 80 : width));
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
  if (topic.change === undefined && finding === undefined) return "";
  const was = earlierText(topic, id)?.before;
  const first = firstText(topic, finding);
  const parts = [was === undefined ? undefined : `was ${was}`, finding?.baselineState, first];
  const given = parts.filter((part) => part !== undefined);
  return given.length === 0 ? "" : `  (${given.join(", ")})`;
}
