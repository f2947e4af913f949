import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seededRandom } from "#core/measures/random.ts";
import { planChunks } from "#live/core/topic-sample/chunk-plan.ts";
import { Thinning } from "#live/core/topic-sample/thinning.ts";
import { WindowSize } from "#live/core/topic-sample/window-size.ts";

const spans = fc.array(
  fc
    .tuple(fc.nat(1_000_000), fc.nat(50_000))
    .map(([start, length]) => [start, start + length] as const),
  { minLength: 1, maxLength: 12 },
);
const limits = fc
  .tuple(
    fc.integer({ min: 1, max: 100_000 }),
    fc.integer({ min: 1, max: 4 }),
    fc.integer({ min: 1, max: 1000 }),
  )
  .map(([records, times, mostChunks]) => ({ records, mostRead: records * times, mostChunks }));
const numbered = (all: readonly (readonly [number, number])[]) =>
  all.map(([start, end], partition) => ({ partition, start, end }));
const lengthOf = (all: readonly { start: number; end: number }[]) =>
  all.reduce((sum, { start, end }) => sum + end - start, 0);

describe("Chunks of a topic's window", () => {
  it("lie in their partitions, do not overlap, and are as many offsets as wanted", () => {
    fc.assert(
      fc.property(spans, limits, fc.nat(), (all, most, seed) => {
        const parts = numbered(all);
        const { chunks, isCensus, keptShare } = planChunks(parts, most, seededRandom(seed));
        const total = lengthOf(parts);
        for (const { partition, start, end } of parts) {
          const own = chunks.filter((chunk) => chunk.partition === partition);
          expect(new Set(own.map(({ round }) => round)).size).toBe(own.length);
          let before = start;
          for (const chunk of own.sort((a, b) => a.start - b.start)) {
            expect(chunk.start).toBeGreaterThanOrEqual(before);
            expect(chunk.end).toBeGreaterThan(chunk.start);
            before = chunk.end;
          }
          expect(before).toBeLessThanOrEqual(end);
        }
        const read = lengthOf(chunks);
        expect(isCensus).toBe(total <= most.records);
        if (total <= most.mostRead) expect(read).toBe(total);
        // Each part of a partition may have one offset more or less.
        else expect(Math.abs(read - most.mostRead)).toBeLessThanOrEqual(2100 + 8 * parts.length);
        expect(keptShare * Math.min(total, most.mostRead)).toBeCloseTo(
          Math.min(total, most.records),
        );
      }),
    );
  });

  it("give every offset the same chance, at the borders of parts, too", () => {
    const hits = new Uint32Array(1003);
    const random = seededRandom(7);
    const runs = 20_000;
    for (let i = 0; i < runs; i++) {
      const all = [
        { partition: 0, start: 0, end: 1000 },
        { partition: 1, start: 0, end: 3 },
      ];
      for (const { partition, start, end } of planChunks(
        all,
        { records: 100, mostRead: 250, mostChunks: 100 },
        random,
      ).chunks) {
        for (let at = start; at < end; at++) (hits[1000 * partition + at] as number)++;
      }
    }
    const share = 250 / 1003;
    const deviation = Math.sqrt(runs * share * (1 - share));
    for (const hit of hits) expect(Math.abs(hit - runs * share)).toBeLessThan(5 * deviation);
  });
});

describe("Thinning", () => {
  it("keeps each record with the same chance, and all of them for 1", () => {
    const all = new Thinning(1, seededRandom(1));
    expect(Array.from({ length: 100 }, () => all.keeps()).every(Boolean)).toBe(true);
    const hits = new Uint32Array(50);
    const pairs = [0, 0];
    const runs = 20_000;
    for (let run = 0; run < runs; run++) {
      const some = new Thinning(0.25, seededRandom(run));
      const kept = Array.from(hits, () => some.keeps());
      kept.forEach((isKept, i) => {
        (hits[i] as number) += Number(isKept);
        if (i > 0 && kept[i - 1]) (pairs[Number(isKept)] as number)++;
      });
    }
    const deviation = Math.sqrt(runs * 0.25 * 0.75);
    for (const hit of hits) expect(Math.abs(hit - runs / 4)).toBeLessThan(5 * deviation);
    // Whether the one before is kept makes no difference.
    expect((pairs[1] as number) / ((pairs[0] as number) + (pairs[1] as number))).toBeCloseTo(
      0.25,
      2,
    );
  });
});

/**
 * A topic whose keys drift: each is written in one span of time, with bursts of the same key; its
 * partitions differ in size and in their share of offsets without a record.
 */
function driftingTopic() {
  const random = seededRandom(3);
  return [60_000, 20_000, 5_000, 400, 1].map((offsets, partition) => {
    const keys = new Int32Array(offsets).fill(-1);
    let key = 0;
    for (let at = 0; at < offsets; at++) {
      if (random() < 0.1) key = Math.floor((at / offsets) * 20) + 20 * Math.floor(random() * 3);
      if (random() >= 0.2 * partition) keys[at] = key;
    }
    return { partition, start: 0, end: offsets, keys };
  });
}

it("estimates the shares of keys and partitions, and the number of records, without a bias", () => {
  const topic = driftingTopic();
  const records = topic.flatMap(({ partition, keys }) =>
    Array.from(keys, (key) => ({ partition, key })).filter(({ key }) => key >= 0),
  );
  const shareOf = (
    all: typeof records,
    fits: (one: { partition: number; key: number }) => boolean,
  ) => all.filter(fits).length / all.length;
  const measures = [
    ...topic.map(
      ({ partition }) =>
        (one: { partition: number }) =>
          one.partition === partition,
    ),
    ...[0, 7, 19, 27, 45].map((key) => (one: { key: number }) => one.key === key),
  ];
  const sums = measures.map(() => ({ sum: 0, squares: 0 }));
  const sizes = { sum: 0, squares: 0 };
  const runs = 300;
  for (let run = 0; run < runs; run++) {
    const random = seededRandom(run + 1);
    const { chunks, keptShare } = planChunks(
      topic,
      { records: 2000, mostRead: 8000, mostChunks: 50 },
      random,
    );
    const thinning = new Thinning(keptShare, random);
    const size = new WindowSize();
    const kept: typeof records = [];
    for (const { partition, start, end } of chunks) {
      const found = Array.from(topic[partition]?.keys.subarray(start, end) ?? []);
      const own = found.filter((key) => key >= 0);
      size.cover(partition, end - start);
      size.add(partition, own.length);
      kept.push(...own.filter(() => thinning.keeps()).map((key) => ({ partition, key })));
    }
    const add = (to: { sum: number; squares: number }, value: number) => {
      to.sum += value;
      to.squares += value ** 2;
    };
    measures.forEach((measure, i) => {
      add(sums[i] as typeof sizes, shareOf(kept, measure));
    });
    add(sizes, size.records(topic));
  }
  const expectUnbiased = ({ sum, squares }: typeof sizes, truth: number) => {
    const mean = sum / runs;
    const error = Math.sqrt(Math.max(0, squares / runs - mean ** 2) / runs);
    expect(Math.abs(mean - truth)).toBeLessThan(5 * error + 1e-9);
  };
  measures.forEach((measure, i) => {
    expectUnbiased(sums[i] as typeof sizes, shareOf(records, measure));
  });
  expectUnbiased(sizes, records.length);
});
