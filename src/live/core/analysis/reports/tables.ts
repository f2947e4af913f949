import type { ReportTable } from "#core/reports/report-table.ts";
import { decimal, percent, plural, whole } from "#core/text/format.ts";
import { printable } from "#core/text/printable.ts";
import { type Words, words } from "#core/text/words.ts";
import type { Analysis, LoadSummary } from "../analysis.ts";
import { type StrategyName, strategies } from "../strategies/index.ts";

const MAX_PATTERN = 60;

/** @param maxRows if there are more partitions or patterns, only the hottest are shown */
export function tables(analysis: Analysis, maxRows: number): ReportTable[] {
  return [
    partitionTable(analysis, maxRows),
    partitionerTable(analysis),
    ...(analysis.patterns.length > 1 ? [patternTable(analysis, maxRows)] : []),
    strategyTable(analysis),
  ];
}

function partitionTable(analysis: Analysis, max: number): ReportTable {
  const { actual, partitioners, producing } = analysis;
  const expected = producing.expected === undefined ? undefined : partitioners[0]?.loads;
  const order = Array.from(actual.loads.keys());
  if (order.length > max) {
    order.sort((a, b) => (actual.loads[b] as number) - (actual.loads[a] as number));
  }
  const shown = order.slice(0, max);
  const largest = actual.maxPartitionShare * actual.total || 1;
  const rows = shown.map((partition) => {
    const load = actual.loads[partition] as number;
    const cells = [whole(partition), whole(load), percent(load / (actual.total || 1))];
    if (expected === undefined) return cells;
    const theoretical = expected[partition] as number;
    return [...cells, whole(theoretical), signed(load - theoretical)];
  });
  const theory = expected === undefined ? [] : [`by ${producing.expected}`, "difference"];
  return {
    id: "partitions",
    title: "Records per partition",
    columns: ["partition", "actual", "share", ...theory],
    textColumns: 0,
    rows,
    bars: shown.map((partition) => (actual.loads[partition] as number) / largest),
    notes: partitionNotes(analysis, shown),
  };
}

function partitionNotes({ actual, producing, compared }: Analysis, shown: readonly number[]) {
  const { loads, total } = actual;
  const rest = total - shown.reduce((sum, partition) => sum + (loads[partition] as number), 0);
  const keyless = producing.expected === undefined ? 0 : total - compared;
  return [
    ...(shown.length < loads.length
      ? [
          `The ${whole(shown.length)} hottest of ${whole(loads.length)} partitions; the others have ${percent(rest / (total || 1))} of the records.`,
        ]
      : []),
    ...(keyless > 0
      ? [
          `${plural(keyless, "record")} without a key that decides the partition: counted only in the actual numbers and the difference.`,
        ]
      : []),
  ];
}

function partitionerTable({ partitioners, compared }: Analysis): ReportTable {
  return {
    id: "partitioners",
    title: "Partitioners compared with the cluster",
    columns: ["partitioner", "elsewhere", "share", "CV", "Gini", "hottest"],
    textColumns: 1,
    rows: partitioners.map((one) => [
      one.partitioner,
      whole(one.differing),
      percent(one.differing / (compared || 1)),
      ...spreadCells(one),
    ]),
    notes: [],
  };
}

function patternTable({ patterns, actual }: Analysis, max: number): ReportTable {
  const isCut = patterns.length > max;
  const order = isCut ? [...patterns].sort((a, b) => b.records - a.records) : patterns;
  return {
    id: "patterns",
    title: "Key patterns",
    columns: ["pattern", "records", "share", "keys"],
    textColumns: 1,
    rows: order
      .slice(0, max)
      .map(({ pattern, records, distinctKeys }) => [
        printable(pattern, MAX_PATTERN),
        whole(records),
        percent(records / (actual.total || 1)),
        whole(distinctKeys),
      ]),
    notes: isCut ? [`The ${whole(max)} most frequent of ${whole(patterns.length)} patterns.`] : [],
  };
}

function strategyTable({ strategies: results }: Analysis): ReportTable {
  return {
    id: "strategies",
    title: "Strategies for the same records",
    columns: ["strategy", "quality", "total", "mean", "SD", "CV", "Gini", "hottest"],
    textColumns: 2,
    rows: results.map((one) => [
      strategies[one.strategy].title,
      one.quality,
      whole(one.total),
      decimal(one.mean, 1),
      decimal(one.sd, 1),
      ...spreadCells(one),
    ]),
    notes: results.map(({ strategy, note }) => {
      return words`${strategies[strategy].title}: ${noteOf(strategy, note)}.`;
    }),
  };
}

/** A custom partitioner is named after its file. */
function noteOf(strategy: StrategyName, note: string): Words {
  return strategy === "custom" ? { untrusted: note } : note;
}

function spreadCells({ cv, gini, maxPartitionShare }: LoadSummary): string[] {
  return [percent(cv), decimal(gini), percent(maxPartitionShare)];
}

function signed(difference: number): string {
  return difference > 0 ? `+${whole(difference)}` : whole(difference).replace("-", "−");
}
