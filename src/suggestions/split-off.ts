import type { HotKey } from "../measures/measures.ts";
import { percent } from "../text/format.ts";
import { describeOutcome, judgeLoads } from "./simulation.ts";
import {
  type Case,
  dominantKeys,
  nameKeys,
  type Suggester,
  sentence,
  spreadIsBroken,
} from "./suggestion.ts";

/** More keys than this would be a redesign, not a split. */
const MAX_KEYS = 3;

/** The fewest dominant keys whose own topic leaves a rest that meets the contract. */
export const splitOff: Suggester = {
  id: "split-off",
  suggest(subject) {
    if (!spreadIsBroken(subject)) return undefined;
    const dominant = dominantKeys(subject).slice(0, MAX_KEYS);
    for (let keys = 1; keys <= dominant.length; keys++) {
      const parts = suggestSplit(subject, dominant.slice(0, keys));
      if (parts !== undefined) return parts;
    }
    return undefined;
  },
};

function suggestSplit(subject: Case, dominant: readonly HotKey[]) {
  const { measures } = subject;
  const next = measures.hottestKeys[dominant.length];
  if (next === undefined) return undefined;
  const loads = measures.partitionCounts.slice();
  for (const { partition, count } of dominant) (loads[partition] as number) -= count;
  const removed = dominant.reduce((sum, { count }) => sum + count, 0);
  const placedRecords = measures.placedRecords - removed;
  const simulated = judgeLoads(subject, loads, next.count / placedRecords, {
    placedRecords,
    records: measures.records - removed,
    uniqueKeys: measures.uniqueKeys - dominant.length,
  });
  if (!simulated.spreadHolds) return undefined;
  const share = percent(removed / measures.placedRecords);
  return sentence`Splitting off: give ${nameKeys(dominant)} (${share} of the records) a topic of its own; simulated, the rest then ${describeOutcome(simulated)}.`;
}
