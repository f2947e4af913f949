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
    const most = Math.min(MAX_KEYS, dominantKeys(subject).length);
    for (let keys = 1; keys <= most; keys++) {
      const parts = suggestSplit(subject, keys);
      if (parts !== undefined) return parts;
    }
    return undefined;
  },
};

function suggestSplit(subject: Case, keys: number) {
  const { measures } = subject;
  const dominant = dominantKeys(subject).slice(0, keys);
  const next = measures.hottestKeys[keys];
  if (next === undefined) return undefined;
  const loads = measures.partitionCounts.slice();
  for (const { partition, count } of dominant) (loads[partition] as number) -= count;
  const removed = dominant.reduce((sum, { count }) => sum + count, 0);
  const placedRecords = measures.placedRecords - removed;
  const simulated = judgeLoads(subject, loads, next.count / placedRecords, {
    placedRecords,
    records: measures.records - removed,
    uniqueKeys: measures.uniqueKeys - keys,
  });
  if (!simulated.spreadHolds) return undefined;
  const share = percent(removed / measures.placedRecords);
  return sentence`Splitting off: give ${nameKeys(dominant)} (${share} of the records) a topic of its own; simulated, the rest then ${describeOutcome(simulated)}.`;
}
