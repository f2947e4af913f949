import { schemaIdOf } from "../keys/key-frame.ts";
import { hashUnderId } from "../tally/schema-ids.ts";
import { partitionerOf } from "../tally/spec.ts";
import type { Case } from "./case.ts";
import { judgeLoads, type Simulated } from "./simulation.ts";

/** The same keys with another schema id. */
interface NewSchemaId extends Simulated {
  readonly schemaId: number;
  /** Share of the different keys that move to another partition. */
  readonly movedKeyShare: number;
}

/** What the next schema id would move: the one after the largest. Undefined if keys have no ids. */
export function simulateNewSchemaId(subject: Case): NewSchemaId | undefined {
  const { contract, keys, measures, schemaIds } = subject;
  if (schemaIds === undefined || schemaIds.ids.length === 0) return undefined;
  const schemaId = Math.max(...schemaIds.ids.map(({ id }) => id)) + 1;
  const partitioner = partitionerOf(contract);
  const hash = hashUnderId(partitioner);
  const loads = new Float64Array(contract.partitions);
  let moved = 0;
  for (const block of keys.blocks()) {
    const hashes = block.hashes(partitioner);
    const unplaced = contract.emptyKey === "unplaced" ? block.empty : -1;
    for (let i = 0; i < block.size; i++) {
      if (i === unplaced) continue;
      const [start, end] = [block.starts[i] as number, block.ends[i] as number];
      const before = partitioner.place(hashes[i] as number, contract.partitions);
      const isFramed = schemaIdOf(block.bytes, start, end) >= 0;
      const after = isFramed
        ? partitioner.place(hash(block.bytes, start, end, schemaId), contract.partitions)
        : before;
      (loads[after] as number) += block.counts[i] as number;
      if (after !== before) moved++;
    }
  }
  const simulated = judgeLoads(subject, loads, measures.maxKeyShare);
  return { ...simulated, schemaId, movedKeyShare: moved / Math.max(1, measures.uniqueKeys) };
}
