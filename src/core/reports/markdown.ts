import { percent, plural } from "../text/format.ts";
import { details, pipeTable, prose } from "../text/markdown.ts";
import {
  DETAILS,
  type Detail,
  mark,
  markdownTopic,
  nameCode,
  topicBody,
} from "./markdown-topic.ts";
import type { GateResult, Report, ReportOptions } from "./report.ts";
import { unjudgedRules } from "./rule-values.ts";
import { unjudgedTopicCount, unjudgedTopicText } from "./unjudged-topics.ts";

/** GitHub accepts 65,536; a marker and a footer need some. */
const MAX_CHARACTERS = 60_000;
const CUT =
  "Some details are left out because the length of a comment is limited: see the full report.";
/** Rows of passing topics in a report that would otherwise be too long. */
const MAX_ROWS = 20;

/** How much is shown, the most first: passing topics go before anything of a broken one. */
const LEVELS: readonly Level[] = [
  { detail: DETAILS[0] as Detail, rows: undefined },
  { detail: DETAILS[0] as Detail, rows: Infinity },
  ...DETAILS.map((detail) => ({ detail, rows: MAX_ROWS })),
];

interface Level {
  readonly detail: Detail;
  /** Of the table of passing topics; undefined: each is shown with its rules instead. */
  readonly rows: number | undefined;
}

/**
 * The body of a pull request comment and of a job summary. If it would be too long, details are left
 * out in a fixed order (the rules of passing topics, all but some of these topics, charts, keys, advice,
 * then broken topics), and the report says so.
 */
export const markdownReport: Report = (result, options) => {
  const all = Math.max(result.topics.length, result.unjudged?.length ?? 0);
  for (const level of LEVELS) {
    const text = body(result, options, level, all);
    if (text.length <= MAX_CHARACTERS) return text;
  }
  const least = LEVELS.at(-1) as Level;
  let topics = all;
  let text = "";
  do {
    topics = Math.floor(topics * 0.8);
    text = body(result, options, least, topics);
  } while (text.length > MAX_CHARACTERS && topics > 0);
  return text;
};

function body(result: GateResult, options: ReportOptions, level: Level, maxTopics: number): string {
  const { detail, rows = Infinity } = level;
  const broken = result.topics.filter(({ verdict }) => verdict !== "pass");
  const passing = result.topics.filter(({ verdict }) => verdict === "pass");
  const shown = broken.slice(0, maxTopics);
  const listed = passing.slice(0, Math.min(rows, maxTopics - shown.length));
  const left = result.topics.length - shown.length - listed.length;
  const isCut = left > 0 || level !== LEVELS[0];
  const sections = [
    headline(result),
    ...(result.unjudged ?? []).slice(0, maxTopics).map((one) => prose(unjudgedTopicText(one))),
    ...shown.map((topic) => markdownTopic(topic, options, detail)),
    ...(listed.length === 0 ? [] : [passingTopics(listed, options, level)]),
    ...(left > 0 ? [`… and ${plural(left, "more topic")}.`] : []),
    ...(isCut ? [`_${CUT}_`] : []),
    ...(options.hint === undefined || shown.length === 0
      ? []
      : [`<sub>${prose(options.hint)}</sub>`]),
  ];
  return `${sections.join("\n\n")}\n`;
}

function headline({ verdict, topics, unjudged }: GateResult): string {
  const count = (wanted: string) => topics.filter((topic) => topic.verdict === wanted).length;
  const [failing, warning, passing] = [count("fail"), count("warn"), count("pass")];
  const texts = {
    error: "Some topics could not be judged",
    fail: "Partition keys break their contract",
    warn: "Partition keys satisfy their contract, with warnings",
    pass: "Partition keys satisfy their contract",
  };
  const otherwise = unjudged === undefined ? verdict : "error";
  const shown = failing > 0 ? "fail" : otherwise;
  const parts = [
    ...(failing > 0 ? [`${failing} broken`] : []),
    ...(warning > 0 ? [`${warning} with warnings`] : []),
    ...(passing > 0 ? [`${passing} passing`] : []),
  ];
  return `## ${mark(shown)} ${texts[shown]}\n\n${plural(topics.length, "topic")}: ${parts.join(", ")}${unjudgedTopicCount(unjudged)}.`;
}

/** Each folded with its rules, or all in one table if the rules would take too much space. */
function passingTopics(
  topics: GateResult["topics"],
  options: ReportOptions,
  { rows }: Level,
): string {
  if (rows !== undefined) return passingTable(topics);
  const least = { chart: false, keys: false, advice: false };
  const sections = topics.map((topic) => {
    const name = nameCode(topic.contract);
    const unjudged = unjudgedRules(topic).length;
    const note = unjudged === 0 ? "" : `: ${plural(unjudged, "rule")} not judged`;
    return details(`${mark("pass")} ${name}${note}`, topicBody(topic, options, least));
  });
  return sections.join("\n\n");
}

function passingTable(topics: GateResult["topics"]): string {
  const rows = topics.map(({ contract, measures }) => [
    nameCode(contract),
    percent(measures.maxPartitionShare),
    measures.gini.toFixed(3),
    plural(measures.uniqueKeys, "key"),
    plural(measures.records, "record"),
  ]);
  const header = ["Topic", "Hottest partition", "Gini", "Different keys", "Sample"];
  return details(`${plural(topics.length, "topic")} passing`, pipeTable(header, rows));
}
