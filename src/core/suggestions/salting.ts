import type { HotKey } from "../measures/measures.ts";
import { type Case, dominantKeys } from "../simulations/case.ts";
import { simulateSalt } from "../simulations/salt.ts";
import { describeOutcome, type Simulated } from "../simulations/simulation.ts";
import { nameKeys, type Suggester, sentenceWithKeys, spreadIsBroken } from "./suggestion.ts";

const MAX_SALT = 64;
/** Partitions and bytes that all trials may process: limits the time. */
const MAX_WORK = 3_000_000;

/** The fewest hottest keys, split with the smallest salt, that meet the contract. */
export const salting: Suggester = {
  id: "salting",
  suggest(subject) {
    if (!spreadIsBroken(subject) || subject.contract.keyType !== "string") return undefined;
    const found = smallestSalt(subject);
    if (found === undefined) return undefined;
    const { hottest, salt, simulated } = found;
    const each = hottest.length > 1 ? " each" : "";
    return sentenceWithKeys`Salting: split ${nameKeys(hottest)} over ${salt} keys${each} by adding #0 to #${salt - 1} in turn; simulated, the topic ${describeOutcome(simulated)}. Records of a salted key are then ordered only within each part, and consumers must combine the parts.`;
  },
};

interface Salted {
  readonly hottest: readonly HotKey[];
  readonly salt: number;
  readonly simulated: Simulated;
}

function smallestSalt(subject: Case): Salted | undefined {
  const dominant = dominantKeys(subject);
  let work = 0;
  for (let keys = 1; keys <= dominant.length; keys++) {
    const hottest = dominant.slice(0, keys);
    const keyBytes = hottest.reduce((sum, { key }) => sum + key.length, 0);
    for (let salt = 2; salt <= MAX_SALT; salt++) {
      work += subject.measures.partitions + keyBytes * salt;
      if (work > MAX_WORK) return undefined;
      const simulated = simulateSalt(subject, hottest, salt);
      if (simulated.spreadHolds) return { hottest, salt, simulated };
    }
  }
  return undefined;
}
