import type { TopicResult } from "../judge.ts";
import { rules } from "../rules/index.ts";
import type { Finding } from "../rules/rule.ts";
import { escapeUnsafe } from "../text/printable.ts";
import { escapeMarkup } from "../text/xml.ts";
import { isFatal } from "../verdict.ts";
import type { GateResult, Report } from "./report.ts";
import { checkedRules } from "./rule-values.ts";

/** A suite for each topic and a case for each rule that is checked, as Jenkins and GitLab read it. */
export const junitReport: Report = (result) => {
  const suites = result.topics.map((topic) => ({ topic, cases: casesOf(topic) }));
  const all = suites.flatMap(({ cases }) => cases);
  const body = suites.flatMap(({ topic, cases }) => suiteLines(result, topic, cases));
  return `${[
    `<?xml version="1.0" encoding="UTF-8"?>`,
    `<testsuites name="skew-contract" ${countsOf(all)}>`,
    ...body,
    "</testsuites>",
  ].join("\n")}\n`;
};

interface RuleCase {
  readonly id: string;
  readonly finding: Finding | undefined;
  /** Only what breaks the contract is a failure; what warns is told and passes. */
  readonly isFailure: boolean;
}

function casesOf(topic: TopicResult): RuleCase[] {
  return checkedRules(topic).map(({ id }) => {
    const finding = topic.findings.find(({ rule }) => rule === id);
    const isFailure = finding !== undefined && isFatal(finding, topic.contract.failOn);
    return { id, finding, isFailure };
  });
}

function countsOf(cases: readonly RuleCase[]): string {
  return `tests="${cases.length}" failures="${cases.filter((one) => one.isFailure).length}" errors="0" time="0"`;
}

function suiteLines(result: GateResult, topic: TopicResult, cases: readonly RuleCase[]): string[] {
  const name = quoted(topic.contract.topic);
  return [
    `  <testsuite name=${name} ${countsOf(cases)}>`,
    ...cases.flatMap((one) => caseLines(result, topic, one)),
    "  </testsuite>",
  ];
}

function caseLines(result: GateResult, { contract }: TopicResult, one: RuleCase): string[] {
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

/** XML has no way to write control characters; line ends stay. */
function escapeLines(text: string): string {
  return text.split("\n").map(escapeUnsafe).join("\n");
}
