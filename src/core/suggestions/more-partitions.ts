import { MAX_PARTITIONS } from "../partition-for.ts";
import { type Case, countDominant } from "../simulations/case.ts";
import { hasRoom, judgePartitions, roomier, type Simulated } from "../simulations/simulation.ts";
import { movedKeys } from "../tally/moved-keys.ts";
import { percent } from "../text/format.ts";
import { joinedToo } from "./joined-topics.ts";
import { hasFewKeys } from "./low-cardinality.ts";
import { describeOutcome, describeSpread } from "./outcome-text.ts";
import { outcomeOf } from "./remedy.ts";
import { rotatingKeys } from "./rotating-keys.ts";
import { smallestSplit } from "./split-off.ts";
import { type Suggester, sentenceWithKeys, spreadIsBroken } from "./suggestion.ts";

/** Below this, the pattern of the keys is the cause, not their number. */
const PATTERN = 0.001;

/** The smallest larger partition count that fixes the spread in a simulation on these keys. */
export const morePartitions: Suggester = {
  id: "more-partitions",
  needsHash: true,
  suggest(subject) {
    if (!spreadIsBroken(subject) || keysAreTheCause(subject)) return undefined;
    const counts = candidates(subject.measures.partitions);
    const simulations = judgePartitions(subject, counts);
    const found = bestCount(counts, simulations);
    if (found === undefined) return undefined;
    const { partitions, simulated } = found;
    const moved = percent(movedShare(subject, partitions));
    const double = subject.measures.partitions * 2;
    const atDouble =
      partitions === double ? "" : describe(double, simulations[counts.indexOf(double)]);
    const parts = sentenceWithKeys`More partitions: with ${partitions}, simulated on these keys, the topic ${describeOutcome(simulated)}; ${moved} of the keys would move to another partition once, which breaks their order at that moment.${atDouble}${joinedToo(subject.contract)}`;
    return { parts, remedies: [{ kind: "partitions", partitions, outcome: outcomeOf(simulated) }] };
  },
};

/** A hot key stays as hot with any partition count, and few keys as uneven, whatever it is this time. */
function keysAreTheCause(subject: Case): boolean {
  const { measures } = subject;
  if (countDominant(subject) > 0 || smallestSplit(subject) !== undefined) return true;
  const { pValue = 1 } = measures.expected ?? {};
  return (hasFewKeys(measures) && pValue >= PATTERN) || rotatingKeys(subject) !== undefined;
}

/** The smallest with room below the limits; if there is none, the one with the most. */
function bestCount(counts: readonly number[], simulations: readonly Simulated[]) {
  const all = counts.flatMap((partitions, i) => {
    const simulated = simulations[i];
    return simulated === undefined ? [] : [{ partitions, simulated }];
  });
  type Found = (typeof all)[number] | undefined;
  const tightest = all.reduce<Found>((best, one) => roomier(best, one), undefined);
  return all.find(({ simulated }) => hasRoom(simulated)) ?? tightest;
}

/** The next few counts, then 1.5, 2, 3 and 4 times as many. */
function candidates(partitions: number): number[] {
  const next = [1, 2, 3, 4].map((more) => partitions + more);
  const multiples = [1.5, 2, 3, 4].map((factor) => Math.ceil(partitions * factor));
  const counts = [...new Set([...next, ...multiples])].sort((a, b) => a - b);
  return counts.filter((count) => count <= MAX_PARTITIONS);
}

function describe(double: number, simulated: Simulated | undefined): string {
  if (simulated === undefined) return "";
  const { measures, spreadHolds } = simulated;
  const verdict = spreadHolds ? "also do" : "do not";
  return ` Twice as many (${double}) ${verdict} (${describeSpread(measures)}).`;
}

/** Share of the keys that another partition count places elsewhere. */
function movedShare({ keys, contract, measures }: Case, partitions: number): number {
  const moved = movedKeys(keys, contract, { ...contract, partitions }, contract);
  return (moved?.keys ?? 0) / measures.uniqueKeys;
}
