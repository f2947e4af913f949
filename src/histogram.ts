import type { HashedKeys } from "./hashed-keys.ts";

/** Records per partition: `keys` placed under `partitions` partitions. */
export function histogram(
  keys: Pick<HashedKeys, "hashes" | "counts" | "partitioner">,
  partitions: number,
): Float64Array {
  const { hashes, counts, partitioner } = keys;
  const place = partitioner.place;
  const loads = new Float64Array(partitions);
  for (let i = 0; i < hashes.length; i++) {
    (loads[place(hashes[i] as number, partitions)] as number) += counts[i] as number;
  }
  return loads;
}
