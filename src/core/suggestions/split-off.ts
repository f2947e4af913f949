import type { HotKey } from "../measures/measures.ts";
import { type Case, dominantKeys } from "../simulations/case.ts";
import { describeOutcome } from "../simulations/simulation.ts";
import { simulateSplit } from "../simulations/split.ts";
import { percent } from "../text/format.ts";
import { nameKeys, type Suggester, sentenceWithKeys, spreadIsBroken } from "./suggestion.ts";

/** More keys than this would be a redesign, not a split. */
const MAX_KEYS = 3;

/** The fewest dominant keys to move to their own topic so that the others meet the contract. */
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
  const simulated = simulateSplit(subject, dominant);
  if (!simulated?.spreadHolds) return undefined;
  const share = percent(dominant.reduce((sum, key) => sum + key.share, 0));
  return sentenceWithKeys`Splitting off: give ${nameKeys(dominant)} (${share} of the records) a topic of its own; simulated, the rest then ${describeOutcome(simulated)}.`;
}
