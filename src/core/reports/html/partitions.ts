import type { TopicResult } from "#core/judge.ts";
import { decimal, percent, plural, whole } from "#core/text/format.ts";
import { partitionBytes } from "../heaviest-keys.ts";
import { chart, shareTicks } from "./chart.ts";
import { type Content, html, type Markup } from "./markup.ts";
import { columns, type Loads, MAX_COLUMNS, profile } from "./plots.ts";
import { type Column, htmlTable, row } from "./table.ts";

const MAX_ROWS = 20;
/** A limit this many times the largest share would flatten all columns. */
const FAR = 4;
/** The load of each partition as a chart, and of the hottest ones as numbers. */
export function partitionFigure(result: TopicResult, of: string): Content {
  if (result.measures.placedRecords === 0) return undefined;
  const loads = loadsOf(result);
  const draw = loads.shares.length > MAX_COLUMNS ? profile : columns;
  const { limit, most } = loads;
  const drawn = chart({
    id: `${of}-bars`,
    title: "Share of the records in each partition",
    description: "The text below says what it shows; the table below has the hottest partitions.",
    up: shareTicks(most),
    limit: isNear(limit, most) ? { at: limit / most, text: `limit ${percent(limit)}` } : undefined,
    ...draw(loads),
  });
  return html`<figure><h3>Records over the partitions</h3>${drawn}<figcaption>${describe(result, loads)}</figcaption>
${hottestTable(result, loads, of)}</figure>
`;
}

function isNear(limit: number | undefined, most: number): limit is number {
  return limit !== undefined && limit <= most;
}

function loadsOf({ measures, contract, change }: TopicResult): Loads {
  const { partitionCounts, placedRecords, maxPartitionShare } = measures;
  const isOff = contract.severity.max_partition_share === "off";
  const limit = isOff ? undefined : contract.limits.max_partition_share;
  const before =
    change && change.before.placedRecords > 0 ? sharesBefore(change.before) : undefined;
  const isAlike = before?.length === partitionCounts.length;
  const hottest = Math.max(maxPartitionShare, ...(isAlike ? [largest(before)] : []));
  const top = limit !== undefined && limit < hottest * FAR ? Math.max(limit, hottest) : hottest;
  return {
    shares: partitionCounts.map((count) => count / placedRecords),
    before: isAlike ? before : undefined,
    limit,
    most: top * 1.08,
  };
}

function sharesBefore({
  partitionCounts,
  placedRecords,
}: NonNullable<TopicResult["change"]>["before"]): Float64Array {
  return Float64Array.from(partitionCounts, (count) => count / placedRecords);
}

function largest(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, value), 0);
}

function describe({ measures }: TopicResult, { shares, before, limit, most }: Loads): string {
  const { hottestPartitions, partitions } = measures;
  const [hottest] = hottestPartitions;
  const over = limit === undefined ? 0 : shares.filter((share) => share > limit).length;
  const isProfile = shares.length > MAX_COLUMNS;
  const sentences = [
    isProfile
      ? "Partitions from the hottest to the coldest, by rank (logarithmic)."
      : "A column for each partition, in the order of partition numbers.",
    `The hottest, partition ${hottest?.partition}, has ${percent(hottest?.share ?? 0)}; an even share is ${percent(1 / partitions, 2)}.`,
    limit === undefined
      ? ""
      : `${over === 0 ? "None is" : over === 1 ? "1 is" : `${whole(over)} are`} over the limit of ${percent(limit)}${isNear(limit, most) ? "" : ", which is far above the chart"}.`,
    before === undefined
      ? ""
      : `${isProfile ? "The dashed line" : "The line across each column"}: before.`,
  ];
  return sentences.filter((text) => text !== "").join(" ");
}

function hottestTable(result: TopicResult, { shares, before }: Loads, of: string): Markup {
  const { measures } = result;
  const bytes = partitionBytes(result);
  const heads: Column[] = [
    { name: "Partition", isNumber: true },
    { name: "Share", isNumber: true },
    { name: "Records", isNumber: true },
    { name: "Times an even share", isNumber: true },
    ...(bytes === undefined ? [] : [{ name: "Share of bytes", isNumber: true }]),
    ...(before === undefined ? [] : [{ name: "Before", isNumber: true }]),
  ];
  const hottest = Array.from(shares.keys())
    .sort((a, b) => (shares[b] as number) - (shares[a] as number))
    .slice(0, MAX_ROWS);
  const rows = hottest.map((i) => {
    const share = shares[i] as number;
    const was = before === undefined ? [] : [percent(before[i] as number)];
    const count = whole(measures.partitionCounts[i] as number);
    const times = decimal(share * shares.length, 1);
    const ofBytes = bytes === undefined ? [] : [percent((bytes.loads[i] ?? 0) / bytes.total)];
    return row(heads, [whole(i), percent(share), count, times, ...ofBytes, ...was]);
  });
  const caption =
    hottest.length === 1 ? "The partition" : `The ${plural(hottest.length, "hottest partition")}`;
  const numbers = htmlTable(
    { of, id: "partitions", caption, columns: heads },
    html`<tbody>${rows}</tbody>`,
  );
  return html`<details><summary>${hottest.length < shares.length ? `The ${hottest.length} hottest partitions in numbers` : "All partitions in numbers"}</summary>${numbers}</details>`;
}
