import type { HotKey } from "../measures/measures.ts";
import { type JudgedCase, separableKeys } from "../simulations/case.ts";
import { hasRoom, roomier, type Simulated } from "../simulations/simulation.ts";
import { simulateSplit } from "../simulations/split.ts";
import { percent } from "../text/format.ts";
import { joinedToo } from "./joined-topics.ts";
import { describeOutcome } from "./outcome-text.ts";
import { outcomeOf } from "./remedy.ts";
import {
  type Advice,
  nameKeys,
  type Suggester,
  sentenceWithKeys,
  spreadIsBroken,
} from "./suggestion.ts";

/** More keys than this would be a redesign, not a split. */
const MAX_KEYS = 5;

/** The fewest hottest keys to move to their own topic so that the others meet the contract. */
export const splitOff: Suggester = {
  id: "split-off",
  needsHash: true,
  suggest(subject) {
    if (!spreadIsBroken(subject)) return undefined;
    const found = smallestSplit(subject);
    return found && adviceOn(found, joinedToo(subject.contract));
  },
};

interface Split {
  readonly hottest: readonly HotKey[];
  readonly simulated: Simulated;
}

/** With room below the limits if that is possible. */
export function smallestSplit(subject: JudgedCase): Split | undefined {
  const keys = separableKeys(subject).slice(0, MAX_KEYS);
  let tight: Split | undefined;
  for (let count = 1; count <= keys.length; count++) {
    const hottest = keys.slice(0, count);
    const simulated = simulateSplit(subject, hottest);
    if (simulated === undefined) break;
    if (hasRoom(simulated)) return { hottest, simulated };
    tight = roomier(tight, { hottest, simulated });
  }
  return tight;
}

function adviceOn({ hottest, simulated }: Split, joined: string): Advice {
  const share = percent(hottest.reduce((sum, key) => sum + key.share, 0));
  const parts = sentenceWithKeys`Splitting off: give ${nameKeys(hottest)} (${share} of the records) a topic of ${hottest.length > 1 ? "their" : "its"} own; simulated, the rest then ${describeOutcome(simulated)}.${joined}`;
  return { parts, remedies: [{ kind: "split", keys: hottest, outcome: outcomeOf(simulated) }] };
}
