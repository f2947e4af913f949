import { detailPlan } from "../details/detail-plan.ts";
import type { DetailReader } from "../details/detail-reader.ts";
import type { CellPlan } from "../row-plan.ts";
import type { SeparatedColumns } from "./columns.ts";
import type { Dialect } from "./row-splitter.ts";

/** The plan for columns that are known; undefined where one of them has two meanings. */
export function cellPlan(
  columns: SeparatedColumns | undefined,
  { delimiter, quotes }: Dialect,
  hasHeader: boolean,
  reader: DetailReader | undefined,
): CellPlan | undefined {
  if (columns === undefined) return undefined;
  const { names, key, count } = columns;
  const details = detailPlan(columns.details, reader);
  const wanted = [key, ...(count < 0 ? [] : [count]), ...columns.details.map(({ at }) => at)];
  if (details === undefined || new Set(wanted).size < wanted.length) return undefined;
  const rest = { key, count, width: names.length, isExact: quotes || hasHeader, details };
  return { kind: "cells", delimiter, hasQuotes: quotes, ...rest };
}
