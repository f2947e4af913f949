import { concatBytes } from "../bytes.ts";
import type { HotKey } from "../measures/measures.ts";
import { partitionerOf } from "../tally/spec.ts";
import { type JudgedCase, loadsWithout } from "./case.ts";
import { judgeLoads, type Simulated } from "./simulation.ts";

const suffixes: Uint8Array[] = [];

/** Simulates the hottest keys salted, as often as a search asks: every salted key is hashed once. */
export class SaltSimulator {
  readonly #subject: JudgedCase;
  /** For each of the hottest keys, the partition of the key with #0, #1, … added. */
  readonly #places: number[][] = [];

  constructor(subject: JudgedCase) {
    this.#subject = subject;
  }

  /** The records of each of these keys dealt in turn to `ways` keys, with #0, #1, … added. */
  simulate(hottest: readonly HotKey[], ways: number): Simulated {
    const { measures } = this.#subject;
    const loads = loadsWithout(measures, hottest);
    hottest.forEach(({ key, count }, rank) => {
      const places = this.#placesOf(key, rank, ways);
      for (let i = 0; i < ways; i++) {
        (loads[places[i] as number] as number) += partOf(count, i, ways);
      }
    });
    const most = Math.max(...hottest.map(({ count }) => partOf(count, 0, ways)));
    const unsalted = measures.hottestKeys[hottest.length]?.share ?? 0;
    const added = hottest.reduce((sum, { count }) => sum + Math.min(count, ways) - 1, 0);
    const maxKeyShare = Math.max(most / measures.placedRecords, unsalted);
    return judgeLoads(this.#subject, loads, maxKeyShare, {
      uniqueKeys: measures.uniqueKeys + added,
    });
  }

  #placesOf(key: Uint8Array, rank: number, ways: number): number[] {
    const { contract } = this.#subject;
    const { hash, place } = partitionerOf(contract);
    this.#places[rank] ??= [];
    const places = this.#places[rank];
    while (places.length < ways) {
      const salted = concatBytes(key, suffix(places.length));
      places.push(place(hash(salted, 0, salted.length), contract.partitions));
    }
    return places;
  }
}

/** `#0`, `#1`, …, cached: a search for a salt needs each of them for every key. */
export function suffix(index: number): Uint8Array {
  const known = suffixes[index] ?? new TextEncoder().encode(`#${index}`);
  suffixes[index] = known;
  return known;
}

/** Records of part `index` if `count` records are dealt in turn. */
export function partOf(count: number, index: number, parts: number): number {
  return Math.floor(count / parts) + (index < count % parts ? 1 : 0);
}
