import type { HotKey } from "../measures/measures.ts";
import { countDominant, type JudgedCase, loadsWithout, separableKeys } from "./case.ts";
import { judgeLoads, type Simulated } from "./simulation.ts";

/** The other keys without the `separated` ones, which are the hottest; undefined if none is left. */
export function simulateSplit(
  subject: JudgedCase,
  separated: readonly HotKey[],
): Simulated | undefined {
  const { measures } = subject;
  const next = measures.hottestKeys[separated.length];
  if (next === undefined) return undefined;
  const loads = loadsWithout(measures, separated);
  const removed = separated.reduce((sum, { count }) => sum + count, 0);
  const placedRecords = measures.placedRecords - removed;
  return judgeLoads(subject, loads, next.count / placedRecords, {
    placedRecords,
    records: measures.records - removed,
    uniqueKeys: measures.uniqueKeys - separated.length,
  });
}

/**
 * The keys to treat separately: those that dominate and, if a rule about the spread is broken, as many of
 * the next hottest as it takes for the others to pass.
 */
export function dominantKeys(subject: JudgedCase): HotKey[] {
  const keys = separableKeys(subject);
  const dominant = Math.min(keys.length, countDominant(subject));
  if (subject.findings.length === 0) return keys.slice(0, dominant);
  const counts = keys.map((_, i) => i + 1);
  const enough = counts.find((count) => simulateSplit(subject, keys.slice(0, count))?.spreadHolds);
  return keys.slice(0, Math.max(dominant, enough ?? 0));
}
