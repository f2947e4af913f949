import { MAX_PARTITIONS } from "../partition-for.ts";
import type { Case } from "../simulations/case.ts";
import { judgePartitions } from "../simulations/simulation.ts";
import { partitionerOf } from "../tally/spec.ts";
import { percent, plural } from "../text/format.ts";
import { describeSpread } from "./outcome-text.ts";
import { outcomeOf } from "./remedy.ts";
import { type Suggester, sentenceWithKeys, spreadIsBroken } from "./suggestion.ts";

/** With this many keys per residue, an empty one is not chance. */
const KEYS_PER_RESIDUE = 20;

/**
 * The hashes of the keys have a pattern that the partition count shares a factor with, for
 * example all even: then whole classes of partitions can never get a record.
 */
export const sharedFactor: Suggester = {
  id: "shared-factor",
  needsHash: true,
  suggest(subject) {
    const { measures } = subject;
    if (!spreadIsBroken(subject)) return undefined;
    const pattern = findPattern(subject);
    if (pattern === undefined) return undefined;
    // The factor divides the count, so it does not divide the next one.
    const without = measures.partitions + 1;
    if (without > MAX_PARTITIONS) return undefined;
    const [simulated] = judgePartitions(subject, [without]);
    if (simulated === undefined) return undefined;
    const isBetter = simulated.measures.maxPartitionShare < measures.maxPartitionShare;
    if (!simulated.spreadHolds && !isBetter) return undefined;
    const { factor, used } = pattern;
    const parts = sentenceWithKeys`Shared factor: these keys reach only ${used} of every ${plural(factor, "partition")} (a pattern in their hashes modulo ${factor}, a factor of ${measures.partitions}), so ${percent(1 - used / factor)} of the partitions can get nothing. With ${plural(without, "partition")}, simulated: ${describeSpread(simulated.measures)}.`;
    const outcome = outcomeOf(simulated);
    return { parts, remedies: [{ kind: "partitions", partitions: without, outcome }] };
  },
};

function findPattern(subject: Case): { factor: number; used: number } | undefined {
  const { uniqueKeys, partitions } = subject.measures;
  const factors = primeFactors(partitions).filter((p) => uniqueKeys >= KEYS_PER_RESIDUE * p);
  for (const residues of residuesOf(subject, factors)) {
    const used = residues.reduce((sum, seen) => sum + seen, 0);
    if (used < residues.length) return { factor: residues.length, used };
  }
  return undefined;
}

/** Which residues the hashes of the keys have, by each of the factors. */
function residuesOf({ keys, contract }: Case, factors: readonly number[]): Uint8Array[] {
  const partitioner = partitionerOf(contract);
  const all = factors.map((factor) => new Uint8Array(factor));
  if (all.length === 0) return all;
  for (const block of keys.blocks()) {
    const hashes = block.hashes(partitioner);
    for (const residues of all) {
      for (const hash of hashes) residues[partitioner.place(hash, residues.length)] = 1;
    }
  }
  return all;
}

function primeFactors(n: number): number[] {
  const factors: number[] = [];
  let rest = n;
  for (let p = 2; p * p <= rest; p++) {
    if (rest % p === 0) factors.push(p);
    while (rest % p === 0) rest /= p;
  }
  if (rest > 1) factors.push(rest);
  return factors;
}
