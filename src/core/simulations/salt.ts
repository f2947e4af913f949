import { concatBytes } from "../bytes.ts";
import type { HotKey } from "../measures/measures.ts";
import { partitionerOf } from "../tally/spec.ts";
import type { Case } from "./case.ts";
import { judgeLoads, type Simulated } from "./simulation.ts";

const suffixes: Uint8Array[] = [];

/** The records of each of these keys dealt in turn to `salt` keys, with #0, #1, … added. */
export function simulateSalt(subject: Case, hottest: readonly HotKey[], salt: number): Simulated {
  const { measures, contract } = subject;
  const { hash, place } = partitionerOf(contract);
  const loads = measures.partitionCounts.slice();
  for (const { key, partition, count } of hottest) {
    (loads[partition] as number) -= count;
    for (let i = 0; i < salt; i++) {
      const salted = concatBytes(key, suffix(i));
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

/** `#0`, `#1`, …, cached: a search for a salt needs each of them thousands of times. */
export function suffix(index: number): Uint8Array {
  const known = suffixes[index] ?? new TextEncoder().encode(`#${index}`);
  suffixes[index] = known;
  return known;
}

/** Records of part `index` if `count` records are dealt in turn. */
export function partOf(count: number, index: number, parts: number): number {
  return Math.floor(count / parts) + (index < count % parts ? 1 : 0);
}
