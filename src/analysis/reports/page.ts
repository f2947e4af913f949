import { chart, shareTicks } from "../../reports/html/chart.ts";
import { type Content, html, type Markup } from "../../reports/html/markup.ts";
import { page } from "../../reports/html/page.ts";
import { columns, MAX_COLUMNS, profile } from "../../reports/html/plots.ts";
import { reportTable, shownText } from "../../reports/html/report-table.ts";
import { topicSection } from "../../reports/html/topic.ts";
import { percent, sentence } from "../../text/format.ts";
import { printable } from "../../text/printable.ts";
import type { Analysis, LoadSummary } from "../analysis.ts";
import { isSound } from "../outcome.ts";
import { strategies } from "../strategies/index.ts";
import { explanation, facts, headline } from "./facts.ts";
import { gateResult } from "./gate-result.ts";
import type { AnalysisReport } from "./report.ts";
import { tables } from "./tables.ts";

const MAX_ROWS = 200;
/** Room above the highest column. */
const HEADROOM = 1.08;

/** One page with charts, that brings all it needs and runs nothing. */
export const analysisHtml: AnalysisReport = (analysis, options) => {
  const verdict = isSound(analysis) ? "pass" : "fail";
  const name = printable(analysis.topic.name, 80);
  const gate = gateResult(analysis);
  const [topic] = gate?.topics ?? [];
  return page({
    title: `Key distribution: ${name}`,
    color: verdict,
    header: html`<header class="${verdict}"><p>skew-contract</p><h1>Key distribution on a real cluster</h1><p>${sentence(headline(analysis))}</p></header>`,
    main: [
      section("analysis", html`<bdi>${name}</bdi>`, [
        html`<ul>${facts(analysis).map((fact) => html`<li>${shownText(fact)}</li>`)}</ul>`,
        html`<p class="note">${explanation(analysis)}</p>`,
        actualFigure(analysis),
        tables(analysis, MAX_ROWS).map((one) => reportTable("analysis", one)),
      ]),
      section("charts", "Strategies", strategyFigures(analysis)),
      gate && topic && topicSection(gate, topic, options, "contract"),
    ],
    options,
  });
};

function section(id: string, title: Content, content: Content): Markup {
  return html`<section class="topic" aria-labelledby="${id}"><h2 id="${id}">${title}</h2>
${content}</section>
`;
}

function actualFigure({ actual, partitioners, producing }: Analysis): Markup {
  const expected = producing.expected === undefined ? undefined : partitioners[0];
  const marks =
    expected === undefined ? "" : ` The marks: where ${expected.partitioner} puts them.`;
  return figure("actual", "Records over the partitions", actual, {
    before: expected,
    caption: `Each column is the share of a partition as it lies on the cluster.${marks}`,
  });
}

function strategyFigures({ strategies: results }: Analysis): Markup {
  const most = Math.max(...results.map(({ maxPartitionShare }) => maxPartitionShare));
  const figures = results.map((one) => {
    const caption = `${one.quality}, CV ${percent(one.cv)}: ${one.note}.`;
    return figure(`s-${one.strategy}`, strategies[one.strategy].title, one, { caption, most });
  });
  return html`<div class="two">${figures}</div>`;
}

interface FigureOptions {
  readonly caption: string;
  readonly before?: LoadSummary | undefined;
  readonly most?: number;
}

function figure(
  id: string,
  title: string,
  summary: LoadSummary,
  { caption, before, most = 0 }: FigureOptions,
): Markup {
  const shares = sharesOf(summary);
  const highest = Math.max(summary.maxPartitionShare, before?.maxPartitionShare ?? 0, most);
  const top = (highest || 1) * HEADROOM;
  const draw = shares.length > MAX_COLUMNS ? profile : columns;
  const drawn = chart({
    id,
    title,
    description: "The text below says what it shows; a table on this page has the numbers.",
    up: shareTicks(top),
    ...draw({ shares, before: before && sharesOf(before), limit: undefined, most: top }),
  });
  return html`<figure><h3>${title}</h3>${drawn}<figcaption>${caption}</figcaption></figure>
`;
}

function sharesOf({ loads, total }: LoadSummary): Float64Array {
  return loads.map((load) => load / (total || 1));
}
