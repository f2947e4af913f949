import { decimal, percent, whole } from "../../text/format.ts";
import { printable } from "../../text/printable.ts";
import type { Analysis, LoadSummary } from "../analysis.ts";
import { strategies } from "../strategies/index.ts";

/** A table for people, whatever it is drawn with. Cells are escaped. */
export interface AnalysisTable {
  readonly id: string;
  readonly title: string;
  readonly columns: readonly string[];
  /** How many of the columns, from the first, are text; numbers follow. */
  readonly textColumns: number;
  readonly rows: readonly (readonly string[])[];
  readonly notes: readonly string[];
}

const MAX_PATTERN = 60;

/** @param maxPartitions the hottest partitions alone where there are more */
export function tables(analysis: Analysis, maxPartitions: number): AnalysisTable[] {
  return [
    partitionTable(analysis, maxPartitions),
    partitionerTable(analysis),
    ...(analysis.patterns.length > 1 ? [patternTable(analysis)] : []),
    strategyTable(analysis),
  ];
}

function partitionTable({ actual, partitioners, producing }: Analysis, max: number): AnalysisTable {
  const expected = producing.expected === undefined ? undefined : partitioners[0]?.loads;
  const order = Array.from(actual.loads.keys());
  const isCut = order.length > max;
  if (isCut) order.sort((a, b) => (actual.loads[b] as number) - (actual.loads[a] as number));
  const rows = order.slice(0, max).map((partition) => {
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
    notes: isCut ? [`The hottest ${whole(max)} of ${whole(order.length)} partitions.`] : [],
  };
}

function partitionerTable({ partitioners, compared }: Analysis): AnalysisTable {
  return {
    id: "partitioners",
    title: "Every partitioner against what was seen",
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

function patternTable({ patterns, actual }: Analysis): AnalysisTable {
  return {
    id: "patterns",
    title: "Key patterns",
    columns: ["pattern", "records", "share", "keys"],
    textColumns: 1,
    rows: patterns.map(({ pattern, records, distinctKeys }) => [
      printable(pattern, MAX_PATTERN),
      whole(records),
      percent(records / (actual.total || 1)),
      whole(distinctKeys),
    ]),
    notes: [],
  };
}

function strategyTable({ strategies: results }: Analysis): AnalysisTable {
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
    notes: results.map((one) => `${strategies[one.strategy].title}: ${printable(one.note, 200)}.`),
  };
}

function spreadCells({ cv, gini, maxPartitionShare }: LoadSummary): string[] {
  return [percent(cv), decimal(gini), percent(maxPartitionShare)];
}

function signed(difference: number): string {
  return difference > 0 ? `+${whole(difference)}` : whole(difference).replace("-", "−");
}
