import type { TopicResult } from "#core/judge.ts";
import { distinctly, sentence } from "#core/text/format.ts";
import { baselineStateText, earlierText, firstText } from "../changes-text.ts";
import type { GateResult } from "../report.ts";
import { type CheckedRule, checkedRules, unjudgedRules } from "../rule-values.ts";
import { type Content, html, type Markup } from "./markup.ts";
import { type Column, htmlTable, row } from "./table.ts";
import { badge, ruleName } from "./words.ts";

/** Each rule with its limit, its current and earlier value, and whether it passes. */
export function ruleTable(gate: GateResult, result: TopicResult, of: string): Content {
  const checked = checkedRules(result);
  const unjudged = unjudgedRules(result);
  if (checked.length + unjudged.length === 0) {
    return html`<p>The contract sets no limit for this topic.</p>`;
  }
  const columns: Column[] = [
    { name: "Rule" },
    { name: "Result" },
    { name: "Actual", isNumber: true },
    { name: "Limit", isNumber: true },
    ...(result.change === undefined ? [] : [{ name: "Before", isNumber: true }]),
  ];
  const rows = checked.map((rule) => ruleRows(gate, result, rule, columns));
  const others = unjudged.map(({ id, limitText }) => {
    const before = result.change === undefined ? [] : ["n/a"];
    return row(columns, [ruleName(id), badge("none", "Not judged"), "n/a", limitText, ...before]);
  });
  const caption = "What the contract allows, and what was measured";
  return htmlTable({ of, id: "rules", caption, columns }, html`<tbody>${rows}${others}</tbody>`);
}

function ruleRows(
  gate: GateResult,
  result: TopicResult,
  checked: CheckedRule,
  columns: readonly Column[],
): Content {
  const { id, shown, finding } = checked;
  const [limit, actual] = distinctly(shown.format, shown.limit, shown.actual, shown.digits);
  const before = result.change === undefined ? [] : [beforeCell(result, checked)];
  const cells = [
    ruleName(id),
    outcome(result, checked),
    html`<strong>${actual}</strong>`,
    `${shown.relation} ${limit}`,
    ...before,
  ];
  const line = row(columns, cells);
  if (finding === undefined) return line;
  const place = gate.placeOf(result.contract, finding.field ?? id);
  const where = place && html` <code>${place.file}:${place.line}:${place.column}</code>`;
  return [
    line,
    html`<tr class="why"><td colspan="${columns.length}"><span>${sentence(finding.message)}${where}</span></td></tr>
`,
  ];
}

function beforeCell(result: TopicResult, { id, finding }: CheckedRule): Content {
  const earlier = earlierText(result, id);
  if (earlier === undefined) return "n/a";
  const texts = [earlier.trend, firstText(result, finding)].filter((text) => text !== undefined);
  return html`${earlier.before}<br><small>${texts.join(", ")}</small>`;
}

function outcome(result: TopicResult, { id, finding, isFailure }: CheckedRule): Content {
  if (finding === undefined) {
    return badge("pass", result.change?.fixed.includes(id) ? "Fixed" : "Holds");
  }
  const word = finding.severity === "error" ? "Broken" : "Warning";
  const text = baselineStateText(finding);
  const standing = text && html` <small>${text}</small>`;
  return [badge(isFailure ? "fail" : "warn", word), standing];
}

/** The rules in one line each, for topics without details. */
export function ruleList(result: TopicResult): Markup {
  const items = checkedRules(result).map((checked) => {
    const { id, shown, finding } = checked;
    const [limit, actual] = distinctly(shown.format, shown.limit, shown.actual, shown.digits);
    const words = html`${ruleName(id)} ${actual} (${shown.relation} ${limit})`;
    const why = finding && html`<br>${sentence(finding.message)}`;
    return html`<li>${outcome(result, checked)} ${words}${why}</li>`;
  });
  const others = unjudgedRules(result).map(({ id, limitText }) => {
    return html`<li>${badge("none", "Not judged")} ${ruleName(id)} (${limitText})</li>`;
  });
  return html`<ul class="rules">${items}${others}</ul>`;
}
