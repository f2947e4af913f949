import type { GateResult } from "#core/reports/report.ts";
import type { Analysis } from "../analysis.ts";

/** The contract's verdict, in the form of the gate's reports. */
export function gateResult({ gate }: Analysis): GateResult | undefined {
  if (gate === undefined) return undefined;
  return { verdict: gate.verdict, topics: [gate], placeOf: () => undefined };
}
