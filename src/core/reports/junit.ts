import type { TopicResult } from "../judge.ts";
import { rules } from "../rules/index.ts";
import { escapeUnsafe } from "../text/printable.ts";
import { escapeMarkup } from "../text/xml.ts";
import type { GateResult, Report } from "./report.ts";
import { type CheckedRule, checkedRules } from "./rule-values.ts";

/** A suite per topic and a case per checked rule, as Jenkins and GitLab read it. */
export const junitReport: Report = (result) => {
  const suites = result.topics.map((topic) => ({ topic, cases: checkedRules(topic) }));
  const all = suites.flatMap(({ cases }) => cases);
  const body = suites.flatMap(({ topic, cases }) => suiteLines(result, topic, cases));
  return `${[
    `<?xml version="1.0" encoding="UTF-8"?>`,
    `<testsuites name="skew-contract" ${countsOf(all)}>`,
    ...body,
    "</testsuites>",
  ].join("\n")}\n`;
};

function countsOf(cases: readonly CheckedRule[]): string {
  return `tests="${cases.length}" failures="${cases.filter((one) => one.isFailure).length}" errors="0" time="0"`;
}

function suiteLines(
  result: GateResult,
  topic: TopicResult,
  cases: readonly CheckedRule[],
): string[] {
  const name = quoted(topic.contract.topic);
  return [
    `  <testsuite name=${name} ${countsOf(cases)}>`,
    ...cases.flatMap((one) => caseLines(result, topic, one)),
    "  </testsuite>",
  ];
}

function caseLines(result: GateResult, { contract }: TopicResult, one: CheckedRule): string[] {
  const head = `    <testcase name=${quoted(one.id)} classname=${quoted(contract.topic)} time="0"`;
  const { finding } = one;
  if (finding === undefined) return [`${head}/>`];
  const place = result.placeOf(contract.topic, finding.rule);
  const where = place === undefined ? "" : `\nat ${place.file}:${place.line}:${place.column}`;
  const purpose = rules.find(({ id }) => id === finding.rule)?.purpose ?? "";
  const text = escapeMarkup(escapeLines(`${finding.message}${where}\n${purpose}`));
  const inner = one.isFailure
    ? `<failure message=${quoted(finding.message)} type=${quoted(finding.rule)}>${text}</failure>`
    : `<system-out>warning: ${text}</system-out>`;
  return [`${head}>`, `      ${inner}`, "    </testcase>"];
}

function quoted(text: string): string {
  return `"${escapeMarkup(escapeUnsafe(text))}"`;
}

/** XML cannot contain control characters; line breaks stay. */
function escapeLines(text: string): string {
  return text.split("\n").map(escapeUnsafe).join("\n");
}
