import { MAX_PARTITIONS } from "../partition-for.ts";
import type { Case } from "../simulations/case.ts";
import {
  describeOutcome,
  describeSpread,
  judgePartitions,
  type Simulated,
} from "../simulations/simulation.ts";
import { movedKeys } from "../tally/moved-keys.ts";
import { percent } from "../text/format.ts";
import { type Suggester, sentenceWithKeys, spreadIsBroken } from "./suggestion.ts";

/** The smallest larger partition count that fixes the spread in a simulation on these keys. */
export const morePartitions: Suggester = {
  id: "more-partitions",
  suggest(subject) {
    if (!spreadIsBroken(subject)) return undefined;
    const counts = candidates(subject.measures.partitions);
    const simulations = judgePartitions(subject, counts);
    const at = simulations.findIndex(({ spreadHolds }) => spreadHolds);
    const [partitions, simulated] = [counts[at], simulations[at]];
    if (partitions === undefined || simulated === undefined) return undefined;
    const moved = percent(movedShare(subject, partitions));
    const double = subject.measures.partitions * 2;
    const atDouble =
      partitions === double ? "" : describe(double, simulations[counts.indexOf(double)]);
    return sentenceWithKeys`More partitions: with ${partitions}, simulated on these keys, the topic ${describeOutcome(simulated)}; ${moved} of the keys would move to another partition once, which breaks their order at that moment.${atDouble}`;
  },
};

/** The next few counts, then 1.5, 2, 3 and 4 times as many. */
function candidates(partitions: number): number[] {
  const next = [1, 2, 3, 4].map((more) => partitions + more);
  const multiples = [1.5, 2, 3, 4].map((factor) => Math.ceil(partitions * factor));
  const counts = [...new Set([...next, ...multiples])].sort((a, b) => a - b);
  return counts.filter((count) => count <= MAX_PARTITIONS);
}

function describe(double: number, simulated: Simulated | undefined): string {
  if (simulated === undefined) return "";
  const { spread, spreadHolds } = simulated;
  const verdict = spreadHolds ? "also do" : "do not";
  return ` Twice as many (${double}) ${verdict} (${describeSpread(spread)}).`;
}

/** Share of the keys that another partition count places elsewhere. */
function movedShare({ keys, contract, measures }: Case, partitions: number): number {
  const moved = movedKeys(keys, contract, { ...contract, partitions }, contract);
  return (moved?.keys ?? 0) / measures.uniqueKeys;
}
