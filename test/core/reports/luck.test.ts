import { describe, expect, it } from "vitest";
import type { Measures } from "#core/measures/measures.ts";
import { explainLuck } from "#core/reports/luck.ts";
import { type Counted, judgeKeys, keysPlaced, numbered } from "../../support/judge-keys.ts";

const explain = (partitions: number, keys: Counted[]) =>
  explainLuck(judgeKeys({ partitions }, keys).measures);
const once = (keys: string[]) => keys.map((key): Counted => [key, 1]);

describe("explainLuck", () => {
  it("blames the keys where one has most of the records", () => {
    const text = explain(48, [["hot", 5000], ...numbered(1000)]);
    expect(text).toMatch(
      /^Ideal random hashing of these keys would give a max share of 83\.\d %, Gini 0\.\d+/,
    );
    expect(text).toContain("comes from the keys");
  });

  it("blames a pattern where many keys meet in half of the partitions", () => {
    const keys = once(keysPlaced(2000, 12, (partition) => partition % 2 === 0));
    expect(explain(12, keys)).toContain("more uneven than chance");
  });

  it("blames a pattern where a hundred keys all meet in one partition", () => {
    const keys = once(keysPlaced(100, 48, (partition) => partition === 7));
    expect(explain(48, keys)).toContain("more uneven than chance");
  });

  it("blames a pattern where hundreds of keys all meet in a few of a thousand partitions", () => {
    const keys = once(keysPlaced(600, 1000, (partition) => partition < 10));
    expect(explain(1000, keys)).toContain("more uneven than chance");
  });

  it("does not blame a pattern for keys without one", () => {
    for (const [keys, partitions] of [
      [5000, 48],
      [100, 48],
      [350, 350],
      [20, 6],
    ] as const) {
      for (const prefix of ["user-", "order:", "k"]) {
        expect(explain(partitions, numbered(keys, 1, prefix))).not.toContain("more uneven");
      }
    }
  });

  it("does not blame keys that are all equal: what unevenness they have is the hash's chance", () => {
    for (const keys of [100, 5000])
      expect(explain(48, numbered(keys))).not.toContain("from the keys");
  });

  it("has nothing to compare with one partition", () => {
    expect(explain(1, numbered(5))).toBe("The only partition has all records.");
  });

  it("does not round a small p-value to 0", () => {
    const expected = { maxPartitionShare: 0.1, gini: 0.1, pValue: 0.005 };
    const text = explainLuck({ partitions: 12, uniqueKeys: 90, expected } as unknown as Measures);
    expect(text).not.toContain("p=0)");
  });
});
