import type { TopicResult } from "../judge.ts";
import type { Scenario } from "../simulations/what-if.ts";
import { decimal, percent, plural } from "../text/format.ts";
import { createInk, type Ink } from "../text/ink.ts";
import { printable } from "../text/printable.ts";
import { wrap } from "../text/wrap.ts";
import { explainSpread } from "./luck.ts";
import type { Report, ReportOptions } from "./report.ts";
import { scenarioGroups, scenarioName } from "./scenario-words.ts";
import { lineWidth } from "./text-parts.ts";

const NAME_COLUMNS = 34;

/** The same keys under other settings, as tables for a terminal. */
export const explainText: Report = ({ topics }, options) => {
  const ink = createInk(options.color);
  return `${topics.map((topic) => topicLines(topic, options, ink).join("\n")).join("\n\n")}\n`;
};

function topicLines(result: TopicResult, options: ReportOptions, ink: Ink): string[] {
  const { contract, measures, scenarios = [] } = result;
  const facts = `${plural(measures.records, "record")}, ${plural(measures.uniqueKeys, "different key")}`;
  const groups = scenarioGroups(scenarios).flatMap(({ title, own }) => {
    return ["", heading(title, ink), ...own.map((one) => line(one, ink))];
  });
  const cause = wrap(explainSpread(result), lineWidth(options) - 2).map((text) => `  ${text}`);
  return [`${ink.bold(printable(contract.topic, 60))}: ${facts}`, ...cause, ...groups];
}

function heading(title: string, ink: Ink): string {
  const columns = cells(title, "share", "Gini", "CV", "moved");
  return ink.dim(`${columns}  spread limits broken`);
}

function line(scenario: Scenario, ink: Ink): string {
  const { spread, broken, movedKeyShare, kind } = scenario;
  const share = kind === "consumers" ? spread.maxConsumerShare : spread.maxPartitionShare;
  const columns = cells(
    scenarioName(scenario),
    percent(share ?? 0),
    decimal(spread.gini),
    decimal(spread.cv, 2),
    percent(movedKeyShare),
  );
  const outcome = broken.length === 0 ? ink.green("none") : ink.red(broken.join(", "));
  return `${columns}  ${outcome}`;
}

function cells(name: string, share: string, gini: string, cv: string, moved: string): string {
  const numbers = [share, gini, cv].map((text) => text.padStart(8)).join("");
  return `  ${name.padEnd(NAME_COLUMNS)}${numbers}${moved.padStart(9)}`;
}
