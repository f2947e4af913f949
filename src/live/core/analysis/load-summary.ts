import { coefficientOfVariation } from "#core/measures/coefficient-of-variation.ts";
import { gini } from "#core/measures/gini.ts";
import type { LoadSummary, Quality } from "./analysis.ts";

/** Limits of the coefficient of variation; the same as in the original analyzer. */
const GOOD_BELOW = 0.2;
const MODERATE_BELOW = 0.51;

/** Computes how evenly records are spread over partitions. */
export function summarizeLoads(loads: Float64Array): LoadSummary {
  const total = loads.reduce((sum, load) => sum + load, 0);
  const mean = total / loads.length;
  const cv = coefficientOfVariation(loads);
  const largest = loads.reduce((max, load) => Math.max(max, load), 0);
  return {
    loads,
    total,
    mean,
    sd: cv * mean,
    cv,
    quality: qualityOf(cv),
    gini: gini(loads),
    maxPartitionShare: total === 0 ? 0 : largest / total,
    emptyPartitions: loads.filter((load) => load === 0).length,
  };
}

function qualityOf(cv: number): Quality {
  if (cv < GOOD_BELOW) return "good";
  return cv < MODERATE_BELOW ? "moderate" : "severe";
}
