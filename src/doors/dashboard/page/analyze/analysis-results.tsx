import { useMemo } from "preact/hooks";
import { html, type Markup } from "#core/reports/html/markup.ts";
import { reportTable, shownText } from "#core/reports/html/report-table.ts";
import { decimal, percent, sentence, whole } from "#core/text/format.ts";
import type { AnalysisResult } from "#doors/dashboard/wire.ts";
import { deviations } from "#live/core/analysis/outcome.ts";
import { analysisFacts, analysisHeadline, explanation } from "#live/core/analysis/reports/facts.ts";
import {
  actualFigure,
  partitionerFigures,
  strategyFigures,
} from "#live/core/analysis/reports/figures.ts";
import { metricsTable } from "#live/core/analysis/reports/metrics-table.ts";
import { tables } from "#live/core/analysis/reports/tables.ts";
import { Shown } from "../parts/shown.tsx";

const MAX_ROWS = 200;
const OF = "analysis";

/** The records on the cluster, compared with what partitioners and strategies predict. */
export function AnalysisResults({ analysis }: { readonly analysis: AnalysisResult }) {
  const parts = useMemo(() => partsOf(analysis), [analysis]);
  const isExpected = deviations(analysis).length === 0;
  const tone = isExpected ? "pass" : "fail";
  return (
    <>
      <section class={`panel verdict ${tone}`} aria-labelledby={OF}>
        <h2 id={OF}>
          <span class={`badge ${tone}`} aria-hidden="true">
            {isExpected ? "✓" : "✗"}
          </span>{" "}
          {sentence(analysisHeadline(analysis))}
        </h2>
        <p class="analysisFacts">{explanation(analysis)}</p>
        <Shown markup={parts.tiles} />
        <Shown markup={parts.actual} />
        <Shown markup={parts.analysisFacts} />
      </section>
      <Figures title="Five strategies" markup={parts.strategies} />
      <Figures title="Every partitioner" markup={parts.partitioners} />
      <section class="panel" aria-labelledby={`${OF}-numbers`}>
        <h2 id={`${OF}-numbers`}>Numbers</h2>
        <Shown markup={parts.numbers} />
      </section>
    </>
  );
}

interface FiguresProps {
  readonly title: string;
  readonly markup: Markup;
}

function Figures({ title, markup }: FiguresProps) {
  const id = title.toLowerCase().replace(" ", "-");
  return (
    <section class="panel small-charts" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <Shown markup={markup} />
    </section>
  );
}

function partsOf(analysis: AnalysisResult) {
  const [partitions, partitioners, ...others] = tables(analysis, MAX_ROWS);
  const more = [partitions, partitioners, ...others].flatMap((one) => one ?? []);
  return {
    tiles: tiles(analysis),
    actual: actualFigure(analysis),
    analysisFacts: html`<ul>${analysisFacts(analysis).map((fact) => html`<li>${shownText(fact)}</li>`)}</ul>`,
    strategies: strategyFigures(analysis),
    partitioners: partitionerFigures(analysis),
    numbers: html`${reportTable(OF, metricsTable(analysis))}${more.map(
      (one) =>
        html`<details><summary>${one.title}</summary>${reportTable(`${OF}-more`, one)}</details>`,
    )}`,
  };
}

function tiles({ actual }: AnalysisResult): Markup {
  const { quality, cv, sd, mean, gini, maxPartitionShare, emptyPartitions } = actual;
  const all: readonly (readonly [string, string])[] = [
    ["Quality", quality],
    ["Coefficient of variation", percent(cv)],
    ["Average per partition", decimal(mean, 1)],
    ["Standard deviation", decimal(sd, 1)],
    ["Gini", decimal(gini)],
    ["Largest partition", percent(maxPartitionShare)],
    ["Partitions without records", whole(emptyPartitions)],
  ];
  const tile = ([name, value]: readonly [string, string]) =>
    html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
  return html`<dl class="tiles">${all.map(tile)}</dl>`;
}
