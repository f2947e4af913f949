import { concatBytes } from "../bytes.ts";
import type { HotKey } from "../measures/measures.ts";
import { describeSpread, judgeLoads, type Simulated } from "./simulation.ts";
import { type Case, type Suggester, sentence, spreadIsBroken } from "./suggestion.ts";

const MAX_SALT = 64;
/** Share of an equal partition's load from which a key is worth splitting. */
const MIN_LOAD = 0.5;
/** Partitions looked at over all trials: bounds the time on topics with thousands of them. */
const MAX_WORK = 3_000_000;

/** The fewest hottest keys, split with the smallest salt, that meet the contract. */
export const salting: Suggester = {
  id: "salting",
  suggest(subject) {
    if (!spreadIsBroken(subject) || subject.contract.keyType !== "string") return undefined;
    const found = smallestSalt(subject);
    if (found === undefined) return undefined;
    const { hottest, salt, simulated } = found;
    const [first] = hottest;
    if (first === undefined) return undefined;
    const others = hottest.length > 1 ? ` and the ${hottest.length - 1} next hottest` : "";
    const result = describeSpread(simulated.spread);
    return sentence`Salting: split ${first}${others} over ${salt} keys by adding #0 to #${salt - 1} in turn; simulated, that meets the contract (${result}). Records of a salted key are then ordered only within each part, and consumers must put the parts together.`;
  },
};

interface Salted {
  readonly hottest: readonly HotKey[];
  readonly salt: number;
  readonly simulated: Simulated;
}

function smallestSalt(subject: Case): Salted | undefined {
  const { hottestKeys, partitions } = subject.measures;
  const worthIt = hottestKeys.filter(({ share }) => share >= MIN_LOAD / partitions);
  let work = 0;
  for (let keys = 1; keys <= worthIt.length; keys++) {
    const hottest = worthIt.slice(0, keys);
    for (let salt = 2; salt <= MAX_SALT; salt++) {
      work += partitions;
      if (work > MAX_WORK) return undefined;
      const simulated = simulateSalt(subject, hottest, salt);
      if (simulated.holds) return { hottest, salt, simulated };
    }
  }
  return undefined;
}

function simulateSalt(subject: Case, hottest: readonly HotKey[], salt: number): Simulated {
  const { measures, keys } = subject;
  const { hash, place } = keys.partitioner;
  const loads = measures.partitionCounts.slice();
  for (const { key, partition, count } of hottest) {
    (loads[partition] as number) -= count;
    for (let i = 0; i < salt; i++) {
      const salted = concatBytes(key, new TextEncoder().encode(`#${i}`));
      const target = place(hash(salted, 0, salted.length), loads.length);
      (loads[target] as number) += count / salt;
    }
  }
  const saltedShare = (hottest[0]?.share ?? 0) / salt;
  const unsaltedShare = measures.hottestKeys[hottest.length]?.share ?? 0;
  return judgeLoads(subject, loads, Math.max(saltedShare, unsaltedShare));
}
