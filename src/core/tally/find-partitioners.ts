import type { KeyType } from "../keys/key-type.ts";
import { agreesBeyondChance } from "../measures/beyond-chance.ts";
import { type PartitionerName, partitionerFor, partitionerNames } from "../partitioners/index.ts";
import type { Partitioner } from "../partitioners/partitioner.ts";
import {
  EXPLAINED,
  type FoundPartitioner,
  type FoundPartitioners,
  MIN_KEYS,
} from "./found-partitioners.ts";
import { foundSentences, foundText } from "./found-text.ts";
import { countSplitKeys, type KeyPlaces, mainPairs } from "./key-places.ts";

/** Partitioners whose shares differ by less cannot be told apart. */
const ALIKE = 0.005;
/** More clients with different partitioners are not looked for. */
const MAX_FOUND = 3;

/** How keys get a partition. */
interface PlacedBy {
  readonly partitions: number;
  /** The key type that is hashed. */
  readonly hashedAs: KeyType;
  /** The hashes of all keys by their numbers; undefined if they are unknown. */
  readonly hashesOf: (partitioner: Partitioner) => Uint32Array | undefined;
  /** Those to try; undefined for all. */
  readonly names?: readonly PartitionerName[] | undefined;
}

/**
 * Finds the partitioners that explain where records were written. A partitioner explains a record if it
 * chooses the record's partition. One is enough if it explains 99 % of the records; if not, the one that
 * explains most of the rest is added. Each must explain more of the keys than chance does.
 */
export function findPartitioners(places: KeyPlaces, by: PlacedBy): FoundPartitioners {
  const search = new Search(places, by);
  const { keys } = places;
  const about = { records: search.records, keys, splitKeys: countSplitKeys(places) };
  const ranked = keys === 0 ? [] : search.rank(mainPairs(places));
  const [nearest] = ranked;
  const what = { ...about, found: search.found(ranked), nearest };
  return { ...what, text: foundText(what), about: foundSentences(what) };
}

interface Candidate {
  readonly name: PartitionerName;
  /** Of all records and keys, those that it explains and no chosen partitioner does. */
  readonly recordShare: number;
  readonly keyShare: number;
  /** Whether that is more than chance explains. */
  readonly isSure: boolean;
}

class Search {
  readonly records: number;
  readonly #places: KeyPlaces;
  readonly #by: PlacedBy;
  /** Of each pair, a bit for each chosen partitioner that explains it. */
  readonly #explained: Uint8Array;

  constructor(places: KeyPlaces, by: PlacedBy) {
    this.records = places.records.reduce((sum, count) => sum + count, 0);
    this.#places = places;
    this.#by = by;
    this.#explained = new Uint8Array(places.key.length);
  }

  /** All partitioners with known hashes; those that explain the most unexplained records first. */
  rank(pairs: Uint32Array): Candidate[] {
    const { names = partitionerNames } = this.#by;
    const all = names.flatMap((name) => {
      const chosen = this.#chosenBy(name);
      return chosen === undefined ? [] : [this.#candidate(name, chosen, pairs)];
    });
    return all.sort((a, b) => b.recordShare - a.recordShare);
  }

  found(all: readonly Candidate[]): FoundPartitioner[] {
    const groups: Candidate[][] = [];
    let [ranked, explained] = [all, 0];
    while (groups.length < MAX_FOUND) {
      const [best] = ranked;
      if (best === undefined || !best.isSure) return [];
      if (groups.length === 0 && best.recordShare >= EXPLAINED && best.keyShare < MIN_KEYS) {
        return [];
      }
      this.#mark(best.name, 1 << groups.length);
      groups.push([best, ...ranked.filter((one) => one !== best && isAlike(one, best))]);
      explained += best.recordShare;
      if (explained >= EXPLAINED) {
        return this.#shares(groups).sort((a, b) => b.recordShare - a.recordShare);
      }
      ranked = this.rank(this.#unexplained());
    }
    return [];
  }

  /** @param pairs those whose explained number is compared with chance */
  #candidate(name: PartitionerName, chosen: Uint32Array, pairs: Uint32Array): Candidate {
    const { keys, key, partition, records } = this.#places;
    const [actual, expected] = [0, 0].map(() => new Float64Array(this.#by.partitions)) as [
      Float64Array,
      Float64Array,
    ];
    let [explainedPairs, explainedRecords] = [0, 0];
    for (const i of pairs) {
      const [at, by] = [partition[i] as number, chosen[key[i] as number] as number];
      if (at === by) explainedPairs++;
      (actual[at] as number)++;
      (expected[by] as number)++;
    }
    for (let i = 0; i < key.length; i++) {
      const isNew = this.#explained[i] === 0 && chosen[key[i] as number] === partition[i];
      if (isNew) explainedRecords += records[i] as number;
    }
    return {
      name,
      recordShare: explainedRecords / this.records,
      keyShare: explainedPairs / keys,
      isSure: agreesBeyondChance(explainedPairs, actual, expected, pairs.length),
    };
  }

  /** The partition that it chooses for each key. */
  #chosenBy(name: PartitionerName): Uint32Array | undefined {
    const { partitions, hashedAs, hashesOf } = this.#by;
    const partitioner = partitionerFor(name, hashedAs);
    return partitioner && hashesOf(partitioner)?.map((hash) => partitioner.place(hash, partitions));
  }

  #mark(name: PartitionerName, bit: number): void {
    const { key, partition } = this.#places;
    const chosen = this.#chosenBy(name);
    for (let i = 0; i < key.length; i++) {
      if (chosen?.[key[i] as number] === partition[i]) (this.#explained[i] as number) |= bit;
    }
  }

  #unexplained(): Uint32Array {
    const pairs = Uint32Array.from(this.#explained.keys());
    return pairs.filter((i) => this.#explained[i] === 0);
  }

  /** Each one's share of the records is that of the records that only it explains. */
  #shares(groups: readonly (readonly Candidate[])[]): FoundPartitioner[] {
    const { records } = this.#places;
    const main = mainPairs(this.#places);
    const own = groups.map((_, at) =>
      records.reduce((sum, n, i) => sum + (this.#explained[i] === 1 << at ? n : 0), 0),
    );
    const all = groups.length === 1 ? this.records : own.reduce((sum, n) => sum + n, 0);
    return groups.map((alike, at) => {
      const isOfKey = (i: number) => ((this.#explained[i] as number) & (1 << at)) !== 0;
      return {
        names: alike.map(({ name }) => name) as [PartitionerName, ...PartitionerName[]],
        recordShare: (own[at] as number) / all,
        keyShare: main.filter(isOfKey).length / main.length,
      };
    });
  }
}

function isAlike(one: Candidate, best: Candidate): boolean {
  const areClose = (a: number, b: number) => Math.abs(a - b) <= ALIKE;
  const ofKeys = areClose(one.keyShare, best.keyShare);
  return one.isSure && ofKeys && areClose(one.recordShare, best.recordShare);
}
