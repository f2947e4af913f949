import { expect, it } from "vitest";
import { drawSecrets, hashBytes } from "#core/keys/table-hash.ts";

/** The word that `word ^ (word >>> 15)` maps to this one. */
function unfold(folded: number): number {
  return (folded ^ (folded >>> 15) ^ (folded >>> 30)) >>> 0;
}

// Words whose difference folds to the highest bit: after one multiplication by whatever odd number
// the difference is the highest bit again, which the next word can take back.
it("keeps keys apart that are alike but for bits that multiplication leaves in their place", () => {
  const top = 0x80000000;
  const pairs: readonly (readonly [number, number])[] = [
    [top, top],
    [unfold(top), top],
    [unfold(top), (top | (top >>> 15)) >>> 0],
    [unfold(top), unfold((top | (top >>> 15)) >>> 0)],
  ];
  const secrets = drawSecrets();
  for (const [first, second] of pairs) {
    const hashes = new Set<number>();
    for (let i = 0; i < 2 ** 12; i++) {
      const key = Buffer.alloc(12 * 8);
      for (let j = 0; j < 12; j++) {
        const isOther = ((i >> j) & 1) === 1;
        key.writeUInt32LE((0x21212121 ^ (isOther ? first : 0)) >>> 0, j * 8);
        key.writeUInt32LE((0x21212121 ^ (isOther ? second : 0)) >>> 0, j * 8 + 4);
      }
      hashes.add(hashBytes(key, 0, key.length, secrets));
    }
    expect(hashes.size).toBeGreaterThan(2 ** 12 - 100);
  }
});
