import type { RuleId } from "../contract/contract.ts";
import { type Measures, measureSpread, type Spread } from "../measures/measures.ts";
import { checkRules, rules, severityOf } from "../rules/index.ts";
import type { Rule } from "../rules/rule.ts";
import { bytesRulesOf } from "../rules/unknown-bytes.ts";
import { histograms } from "../tally/histogram.ts";
import type { Case, JudgedCase } from "./case.ts";

/** Room below every limit that a remedy should leave, as a share of the limit. */
const WANTED_ROOM = 0.1;

const changeRules = rulesAbout(["change"]);
/** What simulations do not change: they are about keys and numbers of records. */
const notOfRecords = rulesAbout(["bytes", "time"]);

function rulesAbout(topics: readonly Rule["about"][]): ReadonlySet<RuleId> {
  return new Set(rules.filter(({ about }) => topics.includes(about)).map(({ id }) => id));
}

/** What a remedy changes about the sample. */
export type SampleChange = Partial<
  Pick<Measures, "records" | "uniqueKeys" | "placedRecords" | "emptyKeys" | "nullKeys">
>;

/** The measures of a simulation that are not those of today's keys. */
export type SimulatedMeasures = Spread & Required<SampleChange> & Pick<Measures, "partitionCounts">;

/** The sample under changed loads, judged by the contract's own rules. */
export interface Simulated {
  readonly measures: SimulatedMeasures;
  /** The least distance to a limit on the spread, as a share of it: negative if one is broken. */
  readonly room: number;
  /** Whether all rules about the spread pass. */
  readonly spreadHolds: boolean;
  /** What limits of the contract are about that is not simulated, such as bytes. */
  readonly unknown: readonly string[];
  /** The simulated rules that are broken, apart from differences from a baseline; takes a while. */
  broken(): RuleId[];
}

/** Judges `loads` by the rules of the spread; by all others if asked. */
export function judgeLoads(
  subject: JudgedCase,
  loads: Float64Array,
  maxKeyShare: number,
  change: SampleChange = {},
): Simulated {
  const measures = simulatedMeasures(subject, loads, maxKeyShare, change);
  const evidence = { ...subject, measures: { ...subject.measures, ...measures } };
  const room = roomOf(evidence);
  const spreadHolds = room >= 0 && checkRules(evidence, "spread").length === 0;
  return {
    measures,
    room,
    spreadHolds,
    unknown: notSimulated(subject),
    broken: () => brokenRules(subject, measures).filter((rule) => !notOfRecords.has(rule)),
  };
}

function simulatedMeasures(
  { contract, measures }: JudgedCase,
  loads: Float64Array,
  maxKeyShare: number,
  change: SampleChange,
): SimulatedMeasures {
  const { records, placedRecords, uniqueKeys, emptyKeys, nullKeys } = measures;
  const sample = { records, placedRecords, uniqueKeys, emptyKeys, nullKeys, ...change };
  const { consumers, assignor } = contract;
  const spread = measureSpread(loads, maxKeyShare, consumers, assignor);
  return { ...spread, ...sample, partitionCounts: loads };
}

/** What limits of the contract are about, other than numbers of records. */
export function notSimulated({ contract }: Pick<JudgedCase, "contract">): string[] {
  const { limits, severity } = contract;
  const isWindowed = limits.max_window_share !== undefined && severity.max_window_share !== "off";
  return [
    ...(bytesRulesOf(contract).length > 0 ? ["bytes"] : []),
    ...(isWindowed ? ["windows of time"] : []),
  ];
}

/**
 * The contract's rules that these measures break, and those on bytes and times that are broken today. Differences
 * from a baseline do not count.
 */
export function brokenRules(subject: JudgedCase, simulated: SimulatedMeasures): RuleId[] {
  const { contract, sampleConfidence } = subject;
  const measures = { ...subject.measures, ...simulated };
  // What the sample can tell depends on how close the loads are to the limits.
  const isAsked = contract.severity.confidence !== undefined;
  const confidence = isAsked ? sampleConfidence?.({ contract, measures }) : undefined;
  return checkRules({ ...subject, measures, confidence })
    .map(({ rule }) => rule)
    .filter((rule) => !changeRules.has(rule));
}

function roomOf({ contract, measures }: Pick<JudgedCase, "contract" | "measures">): number {
  const rooms = rules.flatMap((rule) => {
    const limit = contract.limits[rule.id];
    const actual = rule.actual?.(measures);
    if (rule.about !== "spread" || limit === undefined || actual === undefined) return [];
    if (severityOf(rule, contract) === "off") return [];
    return [limit > 0 ? 1 - actual / limit : -actual];
  });
  return Math.min(1, ...rooms);
}

/** The same keys under other partition counts. */
export function judgePartitions(subject: Case, counts: readonly number[]): Simulated[] {
  const { keys, contract, measures } = subject;
  return histograms(keys, contract, counts).map((loads) =>
    judgeLoads(subject, loads, measures.maxKeyShare),
  );
}

/** Whether a remedy passes even if the next sample is a little less even. */
export function hasRoom({ spreadHolds, room }: Simulated): boolean {
  return spreadHolds && room >= WANTED_ROOM;
}

/** Of two simulations that may be undefined, the one with more room, if it passes at all. */
export function roomier<T extends { readonly simulated: Simulated }>(
  a: T | undefined,
  b: T,
): T | undefined {
  if (!b.simulated.spreadHolds) return a;
  return a === undefined || b.simulated.room > a.simulated.room ? b : a;
}
