import type { CellPlan } from "../row-plan.ts";
import type { SeparatedColumns } from "./columns.ts";

/** The plan for columns that are known; undefined where more than keys and counts is read of a row. */
export function cellPlan(
  columns: SeparatedColumns | undefined,
  delimiter: number,
  hasQuotes: boolean,
  hasHeader: boolean,
): CellPlan | undefined {
  if (columns === undefined || columns.details.length > 0) return undefined;
  const { names, key, count } = columns;
  const isExact = hasQuotes || hasHeader;
  return { kind: "cells", delimiter, hasQuotes, key, count, width: names.length, isExact };
}
