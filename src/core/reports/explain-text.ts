import type { TopicResult } from "../judge.ts";
import type { Scenario } from "../simulations/what-if.ts";
import { decimal, percent, plural, whole } from "../text/format.ts";
import { createInk, type Ink } from "../text/ink.ts";
import { printable } from "../text/printable.ts";
import { wrap } from "../text/wrap.ts";
import { keyNames } from "./key-names.ts";
import type { Report, ReportOptions } from "./report.ts";
import { conclusion, hasLimits, scenarioGroups, scenarioName } from "./scenario-words.ts";
import { explainSpread } from "./spread-text.ts";
import { lineWidth } from "./text-parts.ts";
import { topicName } from "./topic-name.ts";

/** Of most names and titles; hashes of keys are longer. */
const NAME_COLUMNS = 32;
/** Joined topics. */
const MAX_NAMED = 3;

/** The same keys under other settings, as tables for a terminal. */
export const explainText: Report = ({ topics }, options) => {
  const ink = createInk(options.color);
  const hint = options.hint === undefined ? "" : `\n${ink.dim(options.hint)}\n`;
  const sections = topics.map((topic) => topicLines(topic, options, ink).join("\n"));
  return `${sections.join("\n\n")}\n${hint}`;
};

function topicLines(result: TopicResult, options: ReportOptions, ink: Ink): string[] {
  const { contract, measures, scenarios = [] } = result;
  const names = keyNames(result, options.displayKey);
  const facts = `${plural(measures.records, "record")}, ${plural(measures.uniqueKeys, "different key")}`;
  const widths = scenarios.map((one) => scenarioName(one, names).length);
  const width = Math.max(NAME_COLUMNS, ...widths);
  const groups = scenarioGroups(scenarios).flatMap(({ title, own }) => {
    const lines = own.map((one) => {
      return line(one, scenarioName(one, names).padEnd(width), outcome(result, one, ink));
    });
    return ["", heading(title.padEnd(width), ink), ...lines];
  });
  const sentence = (text: string) =>
    wrap(text, lineWidth(options) - 2).map((wrapped) => `  ${wrapped}`);
  return [
    `${ink.bold(topicName(contract, 60))}: ${facts}`,
    ...sentence(explainSpread(result)),
    ...(contract.joinedWith === undefined ? [] : sentence(joinedText(contract.joinedWith))),
    ...windowTexts(result).flatMap(sentence),
    ...groups,
    "",
    ...sentence(conclusion(result, names)),
  ];
}

function joinedText(others: NonNullable<TopicResult["contract"]["joinedWith"]>): string {
  const names = others.slice(0, MAX_NAMED).map(({ topic }) => printable(topic, 60));
  const more = others.length > MAX_NAMED ? " and others" : "";
  return `Joined with ${names.join(", ")}${more}: another partition count, partitioner or salt needs the same there.`;
}

/** The share in windows, and when it was largest. */
function windowTexts({ details }: TopicResult): string[] {
  const { windows } = details ?? {};
  if (windows === undefined) return [];
  const hottest = windows.hottest.map(({ start, partition, share, records }) => {
    const when =
      windows.window.unit === "ms" ? `${secondText(start)} UTC` : `after record ${whole(start)}`;
    return `${when}: ${percent(share)} of ${plural(records, "record")} in partition ${partition}`;
  });
  const list = hottest.length === 0 ? [] : [`Hottest windows: ${hottest.join("; ")}.`];
  return [...windows.sentences, ...list];
}

/** `2026-11-28 00:53:00` */
function secondText(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replace("T", " ");
}

function heading(title: string, ink: Ink): string {
  const columns = cells(title, "share", "Gini", "CV", "moved");
  return ink.dim(`${columns}  limits broken`);
}

function line(scenario: Scenario, name: string, broken: string): string {
  const { spread, movedKeyShare, kind } = scenario;
  const share = kind === "consumers" ? spread.maxConsumerShare : spread.maxPartitionShare;
  const columns = cells(
    name,
    percent(share ?? 0),
    decimal(spread.gini),
    decimal(spread.cv, 2),
    percent(movedKeyShare),
  );
  return `${columns}  ${broken}`;
}

function outcome(result: TopicResult, { broken }: Scenario, ink: Ink): string {
  if (!hasLimits(result)) return "–";
  return broken.length === 0 ? ink.green("none") : ink.red(broken.join(", "));
}

function cells(name: string, share: string, gini: string, cv: string, moved: string): string {
  const numbers = [share, gini, cv].map((text) => text.padStart(8)).join("");
  return `  ${name}${numbers}${moved.padStart(9)}`;
}
