import { type PartitionerName, partitioners } from "#core/partitioners/index.ts";
import type { Partitioner } from "#core/partitioners/partitioner.ts";
import type { PartitionerComparison } from "./analysis.ts";
import { summarize } from "./load-summary.ts";

interface Expectation {
  readonly name: PartitionerName;
  readonly place: Partitioner["place"];
  readonly loads: Float64Array;
  differing: number;
}

/** Holds every partitioner of the registry against where records were seen, one by one. */
export class PartitionerComparer {
  readonly #partitions: number;
  readonly #expected: PartitionerName | undefined;
  /** Partitioners by the hash that they share. */
  readonly #byHash = new Map<Partitioner["hash"], Expectation[]>();
  /** Records that were compared. */
  compared = 0;

  /** @param expected the one that is listed first */
  constructor(partitions: number, expected: PartitionerName | undefined) {
    this.#partitions = partitions;
    this.#expected = expected;
    for (const name of Object.keys(partitioners) as PartitionerName[]) {
      const { hash, place } = partitioners[name];
      const one = { name, place, loads: new Float64Array(partitions), differing: 0 };
      this.#byHash.set(hash, [...(this.#byHash.get(hash) ?? []), one]);
    }
  }

  /** A record with a key, and where it was seen. */
  add(key: Uint8Array, partition: number): void {
    this.compared++;
    for (const [hash, expectations] of this.#byHash) {
      const value = hash(key, 0, key.length);
      for (const one of expectations) {
        const expected = one.place(value, this.#partitions);
        (one.loads[expected] as number)++;
        if (expected !== partition) one.differing++;
      }
    }
  }

  /** The expected one first, then by how well they explain what was seen. */
  result(): PartitionerComparison[] {
    const all = [...this.#byHash.values()].flat().map(({ name, loads, differing }) => {
      return { partitioner: name, differing, ...summarize(loads) };
    });
    const rank = ({ partitioner }: PartitionerComparison) =>
      partitioner === this.#expected ? 0 : 1;
    return all.sort((a, b) => rank(a) - rank(b) || a.differing - b.differing);
  }

  /** Those that put every record where it was seen; none where none was compared. */
  explaining(): PartitionerName[] {
    if (this.compared === 0) return [];
    const exact = this.result().filter(({ differing }) => differing === 0);
    return exact.map(({ partitioner }) => partitioner);
  }
}
