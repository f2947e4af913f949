import { percent } from "../text/format.ts";
import { describeSpread, judgeLoads } from "./simulation.ts";
import { type Case, type Suggester, sentence, spreadIsBroken } from "./suggestion.ts";

/** More keys than this would be a redesign, not a split. */
const MAX_KEYS = 3;

/** The fewest dominant keys whose own topic leaves a rest that meets the contract. */
export const splitOff: Suggester = {
  id: "split-off",
  suggest(subject) {
    if (!spreadIsBroken(subject)) return undefined;
    for (let keys = 1; keys <= MAX_KEYS; keys++) {
      const parts = suggestSplit(subject, keys);
      if (parts !== undefined) return parts;
    }
    return undefined;
  },
};

function suggestSplit(subject: Case, keys: number) {
  const { measures } = subject;
  const dominant = measures.hottestKeys.slice(0, keys);
  const [first] = dominant;
  const next = measures.hottestKeys[keys];
  if (first === undefined || next === undefined) return undefined;
  const loads = measures.partitionCounts.slice();
  for (const { partition, count } of dominant) (loads[partition] as number) -= count;
  const rest = measures.placedRecords - dominant.reduce((sum, { count }) => sum + count, 0);
  const { spread, holds } = judgeLoads(subject, loads, next.count / rest);
  if (!holds) return undefined;
  const others = keys > 1 ? ` and the ${keys - 1} next hottest` : "";
  const share = percent(1 - rest / measures.placedRecords);
  return sentence`Splitting off: give ${first}${others} (${share} of the records) a topic of its own; simulated, the rest then meets the contract (${describeSpread(spread)}).`;
}
