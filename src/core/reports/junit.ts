import type { TopicResult } from "../judge.ts";
import { rules } from "../rules/index.ts";
import { escapeUnsafe } from "../text/printable.ts";
import { escapeMarkup } from "../text/xml.ts";
import type { GateResult, Report, UnjudgedTopic } from "./report.ts";
import {
  type CheckedRule,
  checkedRules,
  type UnjudgedRule,
  unjudgedRules,
  unjudgedText,
} from "./rule-values.ts";
import { topicName } from "./topic-name.ts";
import { unjudgedName, unjudgedTopicText } from "./unjudged-topics.ts";

/** Kafka does not allow longer names. */
const MAX_TOPIC = 249;

/** A suite per topic and a case per checked rule, as Jenkins and GitLab read it. */
export const junitReport: Report = (result) => {
  const suites = result.topics.map((topic): Suite => {
    return { topic, cases: checkedRules(topic), skipped: unjudgedRules(topic) };
  });
  const { unjudged = [] } = result;
  const body = [
    ...suites.flatMap((suite) => suiteLines(result, suite)),
    ...unjudged.flatMap(errorLines),
  ];
  return `${[
    `<?xml version="1.0" encoding="UTF-8"?>`,
    `<testsuites name="skew-contract" ${countsOf(suites, unjudged.length)}>`,
    ...body,
    "</testsuites>",
  ].join("\n")}\n`;
};

interface Suite {
  readonly topic: TopicResult;
  readonly cases: readonly CheckedRule[];
  readonly skipped: readonly UnjudgedRule[];
}

function countsOf(suites: readonly Suite[], errors = 0): string {
  const cases = suites.flatMap((suite) => suite.cases);
  const skipped = suites.flatMap((suite) => suite.skipped).length;
  const failures = cases.filter((one) => one.isFailure).length;
  return `tests="${cases.length + skipped + errors}" failures="${failures}" errors="${errors}" time="0"`;
}

function suiteLines(result: GateResult, suite: Suite): string[] {
  const { topic, cases, skipped } = suite;
  return [
    `  <testsuite name=${quoted(topicName(topic.contract, MAX_TOPIC))} ${countsOf([suite])}>`,
    ...cases.flatMap((one) => caseLines(result, topic, one)),
    ...skipped.flatMap((one) => skippedLines(topic, one)),
    "  </testsuite>",
  ];
}

/** A topic that could not be judged. */
function errorLines(one: UnjudgedTopic): string[] {
  const name = quoted(unjudgedName(one));
  const { next = "" } = one.error.parts;
  const text = escapeMarkup(escapeLines(next));
  return [
    `  <testsuite name=${name} ${countsOf([], 1)}>`,
    `    <testcase name="judged" classname=${name} time="0">`,
    `      <error message=${quoted(unjudgedTopicText(one))} type="not judged">${text}</error>`,
    "    </testcase>",
    "  </testsuite>",
  ];
}

function skippedLines({ contract }: TopicResult, one: UnjudgedRule): string[] {
  return [
    `    <testcase name=${quoted(one.id)} classname=${quoted(topicName(contract, MAX_TOPIC))} time="0">`,
    `      <skipped/>`,
    `      <system-out>${escapeMarkup(escapeUnsafe(unjudgedText(one)))}</system-out>`,
    "    </testcase>",
  ];
}

function caseLines(result: GateResult, { contract }: TopicResult, one: CheckedRule): string[] {
  const head = `    <testcase name=${quoted(one.id)} classname=${quoted(topicName(contract, MAX_TOPIC))} time="0"`;
  const { finding } = one;
  if (finding === undefined) return [`${head}/>`];
  const place = result.placeOf(contract, finding.field ?? finding.rule);
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
