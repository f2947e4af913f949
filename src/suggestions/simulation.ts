import { histogram } from "../histogram.ts";
import { measureSpread, type Spread } from "../measures/measures.ts";
import { checkRules } from "../rules/index.ts";
import { decimal, percent } from "../text/format.ts";
import type { Case } from "./suggestion.ts";

/** The spread under changed loads, and whether the contract's rules about it then hold. */
export interface Simulated {
  readonly spread: Spread;
  readonly holds: boolean;
}

/** Judges `loads` by the contract's rules about the spread. */
export function judgeLoads(subject: Case, loads: Float64Array, maxKeyShare: number): Simulated {
  const spread = measureSpread(loads, maxKeyShare, subject.contract.consumers);
  const measures = { ...subject.measures, ...spread };
  return { spread, holds: checkRules({ ...subject, measures }, "spread").length === 0 };
}

/** The same keys under another partition count. */
export function judgePartitions(subject: Case, partitions: number): Simulated {
  const loads = histogram(subject.keys, partitions);
  return judgeLoads(subject, loads, subject.measures.maxKeyShare);
}

/** `max share 4.1 %, Gini 0.12` */
export function describeSpread({ maxPartitionShare, gini }: Spread): string {
  return `max share ${percent(maxPartitionShare)}, Gini ${decimal(gini)}`;
}
