import { type Content, html, type Markup } from "#core/reports/html/markup.ts";
import { page } from "#core/reports/html/page.ts";
import { reportTable, shownText } from "#core/reports/html/report-table.ts";
import { htmlTopic } from "#core/reports/html/topic.ts";
import { sentence } from "#core/text/format.ts";
import { printable } from "#core/text/printable.ts";
import { isSound } from "../outcome.ts";
import { analysisFacts, analysisHeadline, explanation } from "./facts.ts";
import { actualFigure, strategyFigures } from "./figures.ts";
import { gateResult } from "./gate-result.ts";
import type { AnalysisReport } from "./report.ts";
import { tables } from "./tables.ts";

const MAX_ROWS = 200;

/** A self-contained page with charts and without scripts. */
export const analysisHtml: AnalysisReport = (analysis, options) => {
  const verdict = isSound(analysis) ? "pass" : "fail";
  const name = printable(analysis.topic.name, 80);
  const gate = gateResult(analysis);
  const [topic] = gate?.topics ?? [];
  return page({
    title: `Key distribution: ${name}`,
    color: verdict,
    header: html`<header class="${verdict}"><p>skew-contract</p><h1>Key distribution on a real cluster</h1><p>${sentence(analysisHeadline(analysis))}</p></header>`,
    main: [
      section("analysis", html`<bdi>${name}</bdi>`, [
        html`<ul>${analysisFacts(analysis).map((fact) => html`<li>${shownText(fact)}</li>`)}</ul>`,
        html`<p class="note">${explanation(analysis)}</p>`,
        actualFigure(analysis),
        tables(analysis, MAX_ROWS).map((one) => reportTable("analysis", one)),
      ]),
      section("charts", "Strategies", strategyFigures(analysis)),
      gate && topic && htmlTopic(gate, topic, options, "contract"),
    ],
    options,
  });
};

function section(id: string, title: Content, content: Content): Markup {
  return html`<section class="topic" aria-labelledby="${id}"><h2 id="${id}">${title}</h2>
${content}</section>
`;
}
