import type { GateResult } from "#core/reports/report.ts";
import type { Analysis } from "../analysis.ts";

/** The contract's part of an analysis, as the gate's own reports take it. */
export function gateResult({ gate }: Analysis): GateResult | undefined {
  if (gate === undefined) return undefined;
  return { verdict: gate.verdict, topics: [gate], placeOf: () => undefined };
}
