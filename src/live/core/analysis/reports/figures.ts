import { chart, shareTicks } from "#core/reports/html/chart.ts";
import { html, type Markup } from "#core/reports/html/markup.ts";
import { columns, MAX_COLUMNS, profile } from "#core/reports/html/plots.ts";
import { percent } from "#core/text/format.ts";
import type { Analysis, LoadSummary } from "../analysis.ts";
import { strategies } from "../strategies/index.ts";

/** Scale relative to the highest column. */
const HEADROOM = 1.08;

/** Actual records per partition, with marks for the expected partitioner. */
export function actualFigure({ actual, partitioners, producing }: Analysis): Markup {
  const expected = producing.expected === undefined ? undefined : partitioners[0];
  const marks =
    expected === undefined ? "" : ` The marks show what ${expected.partitioner} predicts.`;
  return figure("actual", "Records per partition", actual, {
    before: expected,
    caption: `Each column is the share of records in a partition on the cluster.${marks}`,
  });
}

/** The same records with each strategy, on the same scale. */
export function strategyFigures({ strategies: results }: Analysis): Markup {
  const most = Math.max(...results.map(({ maxPartitionShare }) => maxPartitionShare));
  const figures = results.map((one) => {
    const caption = `${one.quality}, CV ${percent(one.cv)}: ${one.note}.`;
    return figure(`s-${one.strategy}`, strategies[one.strategy].title, one, { caption, most });
  });
  return html`<div class="two">${figures}</div>`;
}

/** The keyed records with each partitioner, on the same scale. */
export function partitionerFigures({ partitioners, compared }: Analysis): Markup {
  const most = Math.max(...partitioners.map(({ maxPartitionShare }) => maxPartitionShare));
  const figures = partitioners.map((one) => {
    const elsewhere =
      one.differing === 0
        ? "exactly as on the cluster"
        : `${percent(one.differing / (compared || 1))} of the records are in other partitions`;
    const caption = `${one.quality}, CV ${percent(one.cv)}: ${elsewhere}.`;
    return figure(`p-${one.partitioner}`, one.partitioner, one, { caption, most });
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
    description: "The caption describes the chart; a table on this page has the numbers.",
    up: shareTicks(top),
    ...draw({ shares, before: before && sharesOf(before), limit: undefined, most: top }),
  });
  return html`<figure><h3>${title}</h3>${drawn}<figcaption>${caption}</figcaption></figure>
`;
}

function sharesOf({ loads, total }: LoadSummary): Float64Array {
  return loads.map((load) => load / (total || 1));
}
