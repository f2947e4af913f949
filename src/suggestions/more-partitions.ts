import { MAX_PARTITIONS } from "../partition-for.ts";
import { percent } from "../text/format.ts";
import { describeOutcome, describeSpread, judgePartitions } from "./simulation.ts";
import { type Case, type Suggester, sentence, spreadIsBroken } from "./suggestion.ts";

/** The smallest larger partition count that mends the spread, simulated on these very keys. */
export const morePartitions: Suggester = {
  id: "more-partitions",
  suggest(subject) {
    if (!spreadIsBroken(subject)) return undefined;
    const double = subject.measures.partitions * 2;
    for (const partitions of candidates(subject.measures.partitions)) {
      const simulated = judgePartitions(subject, partitions);
      if (!simulated.spreadHolds) continue;
      const moved = percent(movedKeys(subject, partitions));
      const atDouble = partitions === double ? "" : describeDouble(subject, double);
      return sentence`More partitions: with ${partitions}, simulated on these keys, that ${describeOutcome(simulated)}; ${moved} of the keys would move to another partition once, which breaks their order at that moment.${atDouble}`;
    }
    return undefined;
  },
};

/** The next few counts, then 1.5, 2, 3 and 4 times as many. */
function candidates(partitions: number): number[] {
  const next = [1, 2, 3, 4].map((more) => partitions + more);
  const multiples = [1.5, 2, 3, 4].map((factor) => Math.ceil(partitions * factor));
  const counts = [...new Set([...next, ...multiples])].sort((a, b) => a - b);
  return counts.filter((count) => count <= MAX_PARTITIONS);
}

function describeDouble(subject: Case, double: number): string {
  if (double > MAX_PARTITIONS) return "";
  const { spread, spreadHolds } = judgePartitions(subject, double);
  const verdict = spreadHolds ? "does so too" : "does not";
  return ` Twice as many, ${double}, ${verdict} (${describeSpread(spread)}).`;
}

/** Share of the keys that another partition count places elsewhere. */
function movedKeys({ keys, measures }: Case, partitions: number): number {
  const { hashes, partitioner } = keys;
  let moved = 0;
  for (const hash of hashes) {
    const before = partitioner.place(hash, measures.partitions);
    if (partitioner.place(hash, partitions) !== before) moved++;
  }
  return moved / hashes.length;
}
