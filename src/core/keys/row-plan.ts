import type { DetailPlace, DetailPlan, PathPlace } from "./details/detail-place.ts";
import type { KeyLocation } from "./key-location.ts";

/**
 * How a reader will read all further rows, whatever they hold: once the header is read, and once it is
 * clear that no column was taken for another. Faster readers go on from there.
 */
export type RowPlan = CellPlan | JsonPlan;

/** Rows of cells; columns from 0. */
export interface CellPlan {
  readonly kind: "cells";
  /** One byte between cells. */
  readonly delimiter: number;
  readonly hasQuotes: boolean;
  readonly key: number;
  /** −1: each row is one record. */
  readonly count: number;
  /** Cells of a row. */
  readonly width: number;
  /** Whether a row of more cells is wrong. */
  readonly isExact: boolean;
  readonly details: DetailPlan<DetailPlace & { readonly at: number }>;
}

/** A record of JSON a line. */
export interface JsonPlan {
  readonly kind: "jsonl" | "kcat";
  /** With everything that the reader has determined, so that nothing is guessed. */
  readonly location: KeyLocation;
  readonly details: DetailPlan<PathPlace>;
}
