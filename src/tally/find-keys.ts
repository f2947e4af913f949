import { compareBytes } from "../bytes.ts";
import type { KeyCounts } from "../keys/key-counts.ts";
import { partitioners } from "../partitioners/index.ts";

/** The records of each of a few keys, 0 where a key does not occur; in one pass. */
export function countsOf(keys: Pick<KeyCounts, "blocks">, wanted: readonly Uint8Array[]): number[] {
  const counts = wanted.map(() => 0);
  const { murmur2 } = partitioners;
  const hashes = new Set(wanted.map((key) => murmur2.hash(key, 0, key.length)));
  for (const block of keys.blocks()) {
    const blockHashes = block.hashes(murmur2);
    for (let i = 0; i < block.size; i++) {
      if (!hashes.has(blockHashes[i] as number)) continue;
      const key = block.bytes.subarray(block.starts[i], block.ends[i]);
      const at = wanted.findIndex((one) => compareBytes(one, key) === 0);
      if (at >= 0) counts[at] = block.counts[i] as number;
    }
  }
  return counts;
}
