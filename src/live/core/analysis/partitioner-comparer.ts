import { isUtf8 } from "#core/keys/utf8.ts";
import { type PartitionerName, partitionerNames, partitioners } from "#core/partitioners/index.ts";
import type { Partitioner } from "#core/partitioners/partitioner.ts";
import type { PartitionerComparison } from "./analysis.ts";
import { summarizeLoads } from "./load-summary.ts";

interface Expectation {
  readonly name: PartitionerName;
  readonly place: Partitioner["place"];
  readonly loads: Float64Array;
  readonly hashesText: boolean;
  differing: number;
}

/** Compares every partitioner's predictions with the actual partitions of records. */
export class PartitionerComparer {
  readonly #partitions: number;
  readonly #expected: PartitionerName | undefined;
  /** Partitioners grouped by hash function. */
  readonly #byHash = new Map<Partitioner["hash"], Expectation[]>();
  compared = 0;

  /** @param expected listed first in the result */
  constructor(partitions: number, expected: PartitionerName | undefined) {
    this.#partitions = partitions;
    this.#expected = expected;
    for (const name of partitionerNames) {
      const { hash, place, hashesText = false }: Partitioner = partitioners[name];
      const loads = new Float64Array(partitions);
      const one = { name, place, loads, hashesText, differing: 0 };
      this.#byHash.set(hash, [...(this.#byHash.get(hash) ?? []), one]);
    }
  }

  /**
   * Adds a record with a key and its actual partition. Some clients cannot have a key that is not text.
   *
   * @returns the partition by the expected partitioner, or −1
   */
  add(key: Uint8Array, partition: number): number {
    this.compared++;
    let own = -1;
    const isText = isUtf8(key, 0, key.length);
    for (const [hash, expectations] of this.#byHash) {
      const value = hash(key, 0, key.length);
      for (const one of expectations) {
        const expected = one.place(value, this.#partitions);
        const mayBe = isText || !one.hashesText;
        if (one.name === this.#expected) own = expected;
        if (mayBe) (one.loads[expected] as number)++;
        if (!mayBe || expected !== partition) one.differing++;
      }
    }
    return own;
  }

  /** The expected partitioner first, then the best predictions. */
  result(): PartitionerComparison[] {
    const all = [...this.#byHash.values()].flat().map(({ name, loads, differing }) => {
      return { partitioner: name, differing, ...summarizeLoads(loads) };
    });
    const rank = ({ partitioner }: PartitionerComparison) =>
      partitioner === this.#expected ? 0 : 1;
    return all.sort((a, b) => rank(a) - rank(b) || a.differing - b.differing);
  }

  /** Partitioners that predict the partition of every record; empty if none was compared. */
  explaining(): PartitionerName[] {
    if (this.compared === 0) return [];
    const exact = this.result().filter(({ differing }) => differing === 0);
    return exact.map(({ partitioner }) => partitioner);
  }
}
