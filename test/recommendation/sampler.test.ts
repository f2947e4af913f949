import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seededRandom } from "../../src/measures/random.ts";
import { chunksOf, probesOf, Sampler } from "../../src/recommendation/sampler.ts";

const span = (partition: number, start: number, end: number) => ({ partition, start, end });
const spans = fc.array(
  fc
    .tuple(fc.nat(1_000_000), fc.nat(5000))
    .map(([start, length]) => [start, start + length] as const),
  { minLength: 1, maxLength: 12 },
);
const length = ({ start, end }: { start: number; end: number }) => end - start;

describe("Chunks", () => {
  it("lie within their partitions, do not overlap, and are about as many as wanted", () => {
    fc.assert(
      fc.property(spans, fc.integer({ min: 1, max: 20_000 }), fc.nat(), (all, most, seed) => {
        const parts = all.map(([start, end], partition) => span(partition, start, end));
        const chunks = chunksOf(parts, most, seededRandom(seed));
        const total = parts.reduce((sum, part) => sum + length(part), 0);
        for (const { partition, start, end } of parts) {
          const own = chunks.filter((chunk) => chunk.partition === partition);
          let before = start;
          for (const chunk of own.sort((a, b) => a.start - b.start)) {
            expect(chunk.start).toBeGreaterThanOrEqual(before);
            expect(chunk.end).toBeGreaterThan(chunk.start);
            before = chunk.end;
          }
          expect(before).toBeLessThanOrEqual(end);
          // Every partition with records is in the sample.
          if (end > start) expect(own.length).toBeGreaterThan(0);
        }
        const sampled = chunks.reduce((sum, chunk) => sum + length(chunk), 0);
        // At least a record of each quarter of a partition, whatever is wanted.
        expect(sampled).toBeLessThanOrEqual(
          Math.max(Math.min(total, most), 4 * parts.length) + 4 * parts.length,
        );
        if (most >= total) expect(sampled).toBe(total);
      }),
    );
  });

  it("give every record the same chance", () => {
    const hits = new Uint32Array(1000);
    const random = seededRandom(7);
    const runs = 20_000;
    for (let i = 0; i < runs; i++) {
      for (const chunk of chunksOf([span(0, 0, 1000)], 100, random)) {
        for (let at = chunk.start; at < chunk.end; at++) hits[at] = (hits[at] as number) + 1;
      }
    }
    // A tenth each: 2000 of 20,000 ± 5 standard deviations (42).
    for (const count of hits) expect(Math.abs(count - runs / 10)).toBeLessThan(212);
  });

  it("of a probe are a few records of some partitions", () => {
    const many = Array.from({ length: 100 }, (_, i) => span(i, 10, i % 2 === 0 ? 10 : 1000));
    const probes = probesOf(many, seededRandom(1));
    expect(probes.length).toBeLessThanOrEqual(5);
    for (const { start, end } of probes) {
      expect(end - start).toBeLessThanOrEqual(2);
      expect(start).toBeGreaterThanOrEqual(10);
      expect(end).toBeLessThanOrEqual(1000);
    }
  });
});

describe("The mean size of a sample", () => {
  it("is exact, without a margin, where all was read", () => {
    const sampler = new Sampler();
    for (const bytes of [10, 20, 60]) sampler.add("0:0", null, bytes);
    sampler.cover(3);
    expect(sampler.result(3)).toMatchObject({ isComplete: true, meanBytes: 30, marginBytes: 0 });
  });

  it("is unknown where nothing came, and its margin of one chunk", () => {
    const sampler = new Sampler();
    expect(sampler.result(100)).toBeUndefined();
    sampler.add("0:0", null, 10);
    sampler.cover(1);
    expect(sampler.result(100)?.marginBytes).toBeUndefined();
  });

  it("lies within the margin of the true one in about 95 of 100 samples", () => {
    // Sizes that change over time: records beside each other are alike.
    const sizes = Array.from({ length: 40_000 }, (_, i) => 100 + 80 * Math.sin(i / 900) + (i % 7));
    const truth = sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
    const parts = Array.from({ length: 20 }, (_, i) => span(i, i * 2000, (i + 1) * 2000));
    const random = seededRandom(3);
    let inside = 0;
    const runs = 400;
    for (let run = 0; run < runs; run++) {
      const sampler = new Sampler();
      for (const { partition, round, start, end } of chunksOf(parts, 2000, random)) {
        for (let at = start; at < end; at++) {
          sampler.add(`${partition}:${round}`, null, sizes[at] as number);
        }
        sampler.cover(end - start);
      }
      const { meanBytes, marginBytes = 0 } = sampler.result(sizes.length) ?? { meanBytes: 0 };
      if (Math.abs(meanBytes - truth) <= marginBytes) inside++;
    }
    // Stratified, so that it is rather wider than needed; never much narrower.
    expect(inside / runs).toBeGreaterThan(0.92);
  });
});
