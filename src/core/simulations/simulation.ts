import type { RuleId } from "../contract/contract.ts";
import { type Measures, measureSpread, type Spread } from "../measures/measures.ts";
import { checkRules } from "../rules/index.ts";
import { bytesRulesOf } from "../rules/unknown-bytes.ts";
import { histograms } from "../tally/histogram.ts";
import { decimal, percent } from "../text/format.ts";
import type { Case } from "./case.ts";

/** The spread under changed loads, and which of the contract's rules it breaks. */
export interface Simulated {
  readonly spread: Spread;
  /** The rules about the spread that are broken. */
  readonly broken: readonly RuleId[];
  /** Whether all rules about the spread pass. */
  readonly spreadHolds: boolean;
  /** Whether all rules of the contract pass. */
  readonly allHold: boolean;
}

/** What a remedy changes about the sample. */
type SampleChange = Partial<Pick<Measures, "records" | "uniqueKeys" | "placedRecords">>;

/** Judges `loads` by the contract's own rules. */
export function judgeLoads(
  subject: Case,
  loads: Float64Array,
  maxKeyShare: number,
  change: SampleChange = {},
): Simulated {
  const spread = measureSpread(loads, maxKeyShare, subject.contract.consumers);
  const measures = { ...subject.measures, ...spread, ...change };
  const evidence = { ...subject, measures };
  const broken = checkRules(evidence, "spread").map(({ rule }) => rule);
  const spreadHolds = broken.length === 0;
  const sampleHolds = () => checkRules(evidence, "sample").length === 0;
  const clientsAgree = () => !subject.findings.some(({ rule }) => rule === "producers");
  // Bytes are not simulated.
  const isOfRecords = () => bytesRulesOf(subject.contract).length === 0;
  const othersHold = () => sampleHolds() && clientsAgree() && isOfRecords();
  return { spread, broken, spreadHolds, allHold: spreadHolds && othersHold() };
}

/** The same keys under other partition counts. */
export function judgePartitions(subject: Case, counts: readonly number[]): Simulated[] {
  const { keys, contract, measures } = subject;
  return histograms(keys, contract, counts).map((loads) =>
    judgeLoads(subject, loads, measures.maxKeyShare),
  );
}

/** `max share 4.1 %, Gini 0.12` */
export function describeSpread({ maxPartitionShare, gini }: Spread): string {
  return `max share ${percent(maxPartitionShare)}, Gini ${decimal(gini)}`;
}

/** The outcome of a simulation: `meets the contract (max share 4.1 %, Gini 0.12)`. */
export function describeOutcome({ spread, allHold }: Simulated): string {
  const outcome = allHold ? "meets the contract" : "satisfies the limits on the spread";
  return `${outcome} (${describeSpread(spread)})`;
}
