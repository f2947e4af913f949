import type { TopicResult } from "#core/judge.ts";
import { keyDisplay, type ShowKeys } from "#core/reports/key-display.ts";
import type {
  GateResult,
  Place,
  Report,
  ReportOptions,
  UnjudgedTopic,
} from "#core/reports/report.ts";
import { worst } from "#core/verdict.ts";

export const PLACE: Place = {
  file: "config/skew_contract.yml",
  line: 5,
  column: 26,
  endLine: 5,
  endColumn: 30,
};

/** Results of the gate, every field at one place. */
export function gateResult(topics: readonly TopicResult[]): GateResult {
  const verdict = worst(topics.map((topic) => topic.verdict));
  return { verdict, topics, placeOf: () => PLACE };
}

/** A report as a file would have it. */
export function render(
  report: Report,
  topics: readonly TopicResult[],
  {
    showKeys = "hash",
    unjudged,
    ...options
  }: Partial<ReportOptions> & {
    showKeys?: ShowKeys;
    unjudged?: readonly UnjudgedTopic[];
  } = {},
): string {
  const defaults = { color: false, width: 80, version: "1.2.3" };
  const result = { ...gateResult(topics), ...(unjudged && { unjudged }) };
  return report(result, {
    ...defaults,
    displayKey: keyDisplay(showKeys),
    ...options,
  });
}
