import { concatBytes } from "../bytes.ts";
import type { HotKey } from "../measures/measures.ts";
import { partitioners } from "../partitioners/index.ts";
import { describeOutcome, judgeLoads, type Simulated } from "./simulation.ts";
import {
  type Case,
  dominantKeys,
  nameKeys,
  type Suggester,
  sentence,
  spreadIsBroken,
} from "./suggestion.ts";

const MAX_SALT = 64;
/** Partitions looked at and bytes hashed over all trials: bounds the time. */
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
    return sentence`Salting: split ${nameKeys(hottest)} over ${salt} keys${each} by adding #0 to #${salt - 1} in turn; simulated, that ${describeOutcome(simulated)}. Records of a salted key are then ordered only within each part, and consumers must put the parts together.`;
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

function simulateSalt(subject: Case, hottest: readonly HotKey[], salt: number): Simulated {
  const { measures, contract } = subject;
  const { hash, place } = partitioners[contract.partitioner];
  const loads = measures.partitionCounts.slice();
  for (const { key, partition, count } of hottest) {
    (loads[partition] as number) -= count;
    for (let i = 0; i < salt; i++) {
      const salted = concatBytes(key, new TextEncoder().encode(`#${i}`));
      const target = place(hash(salted, 0, salted.length), loads.length);
      (loads[target] as number) += partOf(count, i, salt);
    }
  }
  const most = Math.max(...hottest.map(({ count }) => partOf(count, 0, salt)));
  const unsalted = measures.hottestKeys[hottest.length]?.share ?? 0;
  const uniqueKeys = measures.uniqueKeys + hottest.length * (salt - 1);
  return judgeLoads(subject, loads, Math.max(most / measures.placedRecords, unsalted), {
    uniqueKeys,
  });
}

/** Whole records of part `index` when `count` are dealt out in turn. */
function partOf(count: number, index: number, parts: number): number {
  return Math.floor(count / parts) + (index < count % parts ? 1 : 0);
}
