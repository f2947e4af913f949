import type { TopicResult } from "#core/judge.ts";
import type { Scenario } from "#core/simulations/what-if.ts";
import { decimal, percent } from "#core/text/format.ts";
import type { KeyDisplay } from "../key-display.ts";
import { keyNames } from "../key-names.ts";
import { conclusion, hasLimits, scenarioGroups, scenarioName } from "../scenario-words.ts";
import { type Content, html, type Markup } from "./markup.ts";
import { type Column, htmlTable, row } from "./table.ts";
import { badge, ruleNames } from "./words.ts";

/** The same keys under other settings; nothing if that was not requested. */
export function whatIfTable(result: TopicResult, displayKey: KeyDisplay, of: string): Content {
  const { scenarios = [], contract } = result;
  const names = keyNames(result, displayKey);
  if (scenarios.length === 0) return undefined;
  const columns = columnsFor(contract.consumers !== undefined);
  const bodies = scenarioGroups(scenarios).map(({ title, own }) => {
    const rows = own.map((one) => scenarioRow(result, one, scenarioName(one, names), columns));
    return group(title, rows, columns);
  });
  const caption = "The same keys under other settings, one change at a time (simulated)";
  const simulated = htmlTable({ of, id: "what-if", caption, columns }, bodies);
  const others = `${scenarios.length - 1} other settings, simulated`;
  // There is nothing to fix.
  const shown =
    result.verdict === "pass"
      ? html`<details><summary>${others}</summary>${simulated}</details>`
      : simulated;
  return html`<h3>What if</h3>${shown}<p>${conclusion(result, names)}</p>
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

function group(title: string, rows: Content, columns: readonly Column[]): Markup {
  return html`<tbody><tr class="group"><th scope="rowgroup" colspan="${columns.length}">${title}</th></tr>
${rows}</tbody>`;
}

function scenarioRow(
  result: TopicResult,
  { spread, movedKeyShare, broken }: Scenario,
  name: string,
  columns: readonly Column[],
): Markup {
  const { maxConsumerShare } = spread;
  const consumer = maxConsumerShare === undefined ? "n/a" : percent(maxConsumerShare);
  return row(columns, [
    name,
    percent(spread.maxPartitionShare),
    decimal(spread.gini),
    decimal(spread.cv, 2),
    ...(result.contract.consumers === undefined ? [] : [consumer]),
    percent(movedKeyShare),
    hasLimits(result) ? outcome(broken) : "–",
  ]);
}

function outcome(broken: Scenario["broken"]): Content {
  if (broken.length === 0) return badge("pass", "None");
  return html`<span class="muted spread">✗ ${ruleNames(broken)}</span>`;
}
