import type { DoorWords } from "#core/errors/phrase.ts";
import { html, type Markup } from "#core/reports/html/markup.ts";
import { page } from "#core/reports/html/page.ts";
import { reportTable, shownText } from "#core/reports/html/report-table.ts";
import { printable } from "#core/text/printable.ts";
import { costLine } from "#live/core/cluster/costs.ts";
import { type ClusterOutcome, isComplete } from "../result.ts";
import { recommendationFacts, recommendationHeadline } from "./facts.ts";
import type { RecommendReport } from "./report.ts";
import { topicTable } from "./tables.ts";

const MAX_ROWS = 1_000;

/** A self-contained page without scripts. */
export const recommendHtml: RecommendReport = (clusters, options) => {
  const verdict = isComplete(clusters) ? "pass" : "fail";
  return page({
    title: "Recommended partition counts",
    color: verdict,
    header: html`<header class="${verdict}"><p>skew-contract</p><h1>Recommended partition counts</h1>${clusters.map((one) => html`<p>${shownText(recommendationHeadline(one))}</p>`)}</header>`,
    main: clusters.map((one, i) => section(one, i, options.words)),
    options,
  });
};

function section(outcome: ClusterOutcome, number: number, words: DoorWords): Markup {
  const id = `cluster-${number}`;
  const content =
    outcome.status === "failed"
      ? html`<p>${shownText(recommendationHeadline(outcome))}</p>`
      : html`<ul>${recommendationFacts(outcome, words).map((fact) => html`<li>${shownText(fact)}</li>`)}${outcome.costs === undefined ? "" : html`<li>${costLine(outcome.costs)}</li>`}</ul>${reportTable(id, topicTable(outcome, MAX_ROWS, words))}`;
  return html`<section class="topic" aria-labelledby="${id}"><h2 id="${id}"><bdi>${printable(outcome.clusterId, 80)}</bdi></h2>
${content}</section>
`;
}
