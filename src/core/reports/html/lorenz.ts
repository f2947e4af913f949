import type { TopicResult } from "#core/judge.ts";
import { decimal, percent, whole } from "#core/text/format.ts";
import { chart, coordinate } from "./chart.ts";
import { type Content, html } from "./markup.ts";

const MAX_POINTS = 128;
const BOUND_POINTS = 48;
const QUARTERS = [0, 0.25, 0.5, 0.75, 1].map((at) => ({ at, text: percent(at) }));

/** The cumulated share of the records over the partitions, and the Gini in words. */
export function lorenzFigure(result: TopicResult, of: string): Content {
  const { measures, change } = result;
  if (measures.partitions === 1 || measures.placedRecords === 0) return undefined;
  const points = lorenzPoints(measures.partitionCounts);
  const limit = limitOf(result);
  const before = change && lorenzPoints(Float64Array.from(change.before.partitionCounts));
  const drawn = chart({
    id: `${of}-lorenz`,
    title: "Lorenz curve of the records over the partitions",
    description: "The text below says how uneven it is.",
    width: 100,
    plot: [
      html`<path class="gap" d="M0 100${points}Z"/><path class="even" d="M0 100L100 0"/>`,
      before && html`<path class="was" d="M0 100${before}"/>`,
      limit && html`<path class="bound" d="M0 100${boundPoints(limit)}"/>`,
      html`<path class="curve" d="M0 100${points}"/>`,
    ],
    across: QUARTERS,
    up: QUARTERS,
  });
  return html`<figure><h3>Lorenz curve</h3>${drawn}<figcaption>${describe(result)}</figcaption></figure>
`;
}

/** Points of the curve, evenly over the partitions; all of them if there are few. */
function lorenzPoints(counts: Float64Array): string {
  const sums = counts.slice().sort();
  for (let i = 1; i < sums.length; i++) (sums[i] as number) += sums[i - 1] as number;
  // An earlier report may have no records: a line along the bottom.
  const total = sums[sums.length - 1] || 1;
  const points = Math.min(MAX_POINTS, sums.length);
  return Array.from({ length: points }, (_, i) => {
    const taken = Math.round(((i + 1) * sums.length) / points);
    const share = (sums[taken - 1] as number) / total;
    return `L${coordinate((taken / sums.length) * 100)} ${coordinate(100 - share * 100)}`;
  }).join("");
}

/** The largest Gini that the contract allows, if a curve can show it. */
function limitOf({ contract }: TopicResult): number | undefined {
  const { max_gini: limit = 1 } = contract.limits;
  return contract.severity.max_gini === "off" || limit >= 1 ? undefined : limit;
}

/** A curve with exactly this Gini coefficient: p ↦ p^k has (k − 1)/(k + 1). */
function boundPoints(gini: number): string {
  const exponent = (1 + gini) / (1 - gini);
  return Array.from({ length: BOUND_POINTS }, (_, i) => {
    const part = (i + 1) / BOUND_POINTS;
    return `L${coordinate(part * 100)} ${coordinate(100 - part ** exponent * 100)}`;
  }).join("");
}

function describe(result: TopicResult): string {
  const { measures, change } = result;
  const limit = limitOf(result);
  const { gini, partitions, partitionCounts, placedRecords } = measures;
  const tenth = Math.ceil(partitions / 10);
  const records = partitionCounts
    .slice()
    .sort()
    .slice(-tenth)
    .reduce((sum, count) => sum + count, 0);
  const busiest = tenth === 1 ? "The busiest partition" : `The busiest ${whole(tenth)} partitions`;
  const sentences = [
    "Partitions from the coldest to the hottest, and the share of the records they have together; on the diagonal, all have the same number.",
    `Gini ${decimal(gini)}, where 0 is even and ${decimal(1 - 1 / partitions)} is everything in one partition.`,
    `${busiest} of ${whole(partitions)} (${percent(tenth / partitions)}) ${tenth === 1 ? "has" : "have"} ${percent(records / placedRecords)} of the records.`,
    limit === undefined
      ? ""
      : `The dashed red curve has the largest Gini that the contract allows: ${decimal(limit)}.`,
    change === undefined
      ? ""
      : `The dashed line: before, Gini ${decimal(change.before.measures.gini)}.`,
  ];
  return sentences.filter((text) => text !== "").join(" ");
}
