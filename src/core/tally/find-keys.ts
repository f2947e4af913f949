import { compareBytes } from "../bytes.ts";
import type { KeyCounts } from "../keys/key-counts.ts";

/** The number of records of each of a few keys, 0 if a key does not occur; in one pass. */
export function countsOf(keys: Pick<KeyCounts, "blocks">, wanted: readonly Uint8Array[]): number[] {
  const counts = wanted.map(() => 0);
  const lengths = new Set(wanted.map(({ length }) => length));
  for (const { size, bytes, starts, ends, counts: records } of keys.blocks()) {
    for (let i = 0; i < size; i++) {
      if (!lengths.has((ends[i] as number) - (starts[i] as number))) continue;
      const key = bytes.subarray(starts[i], ends[i]);
      const at = wanted.findIndex((one) => compareBytes(one, key) === 0);
      if (at >= 0) counts[at] = records[i] as number;
    }
  }
  return counts;
}
