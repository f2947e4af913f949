import fc from "fast-check";
import { expect, it } from "vitest";
import { allKeys, countCut, counters, lines } from "./counting.ts";
import { countLinesOf, entriesOf, sorted } from "./oracle.ts";

it("counts every line once, wherever the file is cut and by however many threads", () => {
  fc.assert(
    fc.property(
      lines,
      fc.array(fc.nat(10_000), { maxLength: 12 }),
      fc.integer({ min: 1, max: 4 }),
      (bytes, somewhere, threads) => {
        const all = counters(threads);
        const cuts = somewhere.map((cut) => cut % (bytes.length + 1));
        countCut(all, bytes, cuts);
        expect(sorted(entriesOf(allKeys(all)))).toEqual(sorted(countLinesOf(bytes)));
      },
    ),
    { numRuns: 150 },
  );
});

it("cuts between and inside of line ends", () => {
  const bytes = Buffer.from("a\r\n\nb\r\r\nc\rd\n\r\n\r");
  for (let cut = 0; cut <= bytes.length; cut++) {
    for (let other = cut; other <= bytes.length; other++) {
      const all = counters(2);
      countCut(all, bytes, [cut, other]);
      expect(sorted(entriesOf(allKeys(all)))).toEqual([
        ["", 2],
        ["\r", 1],
        ["a", 1],
        ["b\r", 1],
        ["c\rd", 1],
      ]);
    }
  }
});

it("takes lines that are longer than the buffer, up to the greatest length", () => {
  const long = Buffer.alloc(700_000, "x");
  const bytes = Buffer.concat([
    Buffer.from("a\n"),
    long,
    Buffer.from("\r\nb\n"),
    long,
    Buffer.from("\n"),
    long,
  ]);
  for (const cuts of [[], [1], [300_000], [2, 700_002, 700_004, 1_400_000]]) {
    const all = counters(3);
    countCut(all, bytes, cuts);
    expect(sorted(entriesOf(allKeys(all)))).toEqual([
      ["a", 1],
      ["b", 1],
      [long.toString(), 3],
    ]);
  }
});
