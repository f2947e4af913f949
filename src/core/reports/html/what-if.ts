import type { TopicResult } from "#core/judge.ts";
import type { Scenario } from "#core/simulations/what-if.ts";
import { decimal, percent } from "#core/text/format.ts";
import { scenarioGroups, scenarioName } from "../scenario-words.ts";
import { type Content, html, type Markup } from "./markup.ts";
import { type Column, htmlTable, row } from "./table.ts";
import { badge, ruleNames } from "./words.ts";

/** The same keys under other settings; nothing if that was not requested. */
export function whatIfTable(result: TopicResult, of: string): Content {
  const { scenarios = [], contract } = result;
  if (scenarios.length === 0) return undefined;
  const hasConsumers = contract.consumers !== undefined;
  const columns = columnsFor(hasConsumers);
  const bodies = scenarioGroups(scenarios).map(({ title, own }) => {
    return group(title, own, columns, hasConsumers);
  });
  const caption = "The same keys under other settings, one change at a time (simulated)";
  const simulated = htmlTable({ of, id: "what-if", caption, columns }, bodies);
  const others = `${scenarios.length - 1} other settings, simulated`;
  // There is nothing to fix.
  const shown =
    result.verdict === "pass"
      ? html`<details><summary>${others}</summary>${simulated}</details>`
      : simulated;
  return html`<h3>What if</h3>${shown}
`;
}

function columnsFor(hasConsumers: boolean): Column[] {
  return [
    { name: "Setting" },
    { name: "Largest partition", isNumber: true },
    { name: "Gini", isNumber: true },
    { name: "CV", isNumber: true },
    ...(hasConsumers ? [{ name: "Busiest consumer", isNumber: true }] : []),
    { name: "Keys moved", isNumber: true },
    { name: "Limits that would be broken" },
  ];
}

function group(
  title: string,
  scenarios: readonly Scenario[],
  columns: readonly Column[],
  hasConsumers: boolean,
): Markup {
  const rows = scenarios.map((scenario) => {
    const { spread, movedKeyShare, broken } = scenario;
    const consumer = spread.maxConsumerShare;
    return row(columns, [
      scenarioName(scenario),
      percent(spread.maxPartitionShare),
      decimal(spread.gini),
      decimal(spread.cv, 2),
      ...(hasConsumers ? [consumer === undefined ? "n/a" : percent(consumer)] : []),
      percent(movedKeyShare),
      outcome(broken),
    ]);
  });
  return html`<tbody><tr class="group"><th scope="rowgroup" colspan="${columns.length}">${title}</th></tr>
${rows}</tbody>`;
}

function outcome(broken: Scenario["broken"]): Content {
  if (broken.length === 0) return badge("pass", "None");
  return html`<span class="muted spread">✗ ${ruleNames(broken)}</span>`;
}
