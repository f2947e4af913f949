import { compareBytes } from "../bytes.ts";
import { countsOf } from "../tally/find-keys.ts";
import { partitionerOf } from "../tally/spec.ts";
import type { Case } from "./case.ts";
import { judgeLoads, type Simulated } from "./simulation.ts";

/** The same records with this key read as null; undefined if no other key is left. */
export function simulateNullToken(subject: Case, key: Uint8Array): Simulated | undefined {
  const { contract, keys, measures } = subject;
  const [count = 0] = countsOf(keys, [key]);
  const next = measures.hottestKeys.find((one) => compareBytes(one.key, key) !== 0);
  if (next === undefined) return undefined;
  const isPlaced = key.length > 0 || contract.emptyKey === "hashed";
  const loads = measures.partitionCounts.slice();
  if (isPlaced) {
    const { hash, place } = partitionerOf(contract);
    (loads[place(hash(key, 0, key.length), loads.length)] as number) -= count;
  }
  const placedRecords = measures.placedRecords - (isPlaced ? count : 0);
  return judgeLoads(subject, loads, next.count / placedRecords, {
    placedRecords,
    uniqueKeys: measures.uniqueKeys - 1,
    nullKeys: measures.nullKeys + count,
    emptyKeys: measures.emptyKeys - (key.length === 0 ? count : 0),
  });
}
