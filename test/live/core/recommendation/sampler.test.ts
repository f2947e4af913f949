import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seededRandom } from "#core/measures/random.ts";
import { Sampler } from "#live/core/recommendation/sample-builder.ts";
import { chunksOf, probesOf } from "#live/core/recommendation/sampler.ts";
import type { RecordColumns } from "#live/core/records/record-columns.ts";

const span = (partition: number, start: number, end: number) => ({ partition, start, end });
const spans = fc.array(
  fc
    .tuple(fc.nat(1_000_000), fc.nat(5000))
    .map(([start, length]) => [start, start + length] as const),
  { minLength: 1, maxLength: 12 },
);

/** Records of these sizes, without keys. */
function sized(sizes: readonly number[]): RecordColumns {
  const size = sizes.length;
  const nowhere = new Int32Array(size).fill(-1);
  return {
    size,
    bytes: new Uint8Array(0),
    offsets: new Float64Array(size),
    timesMs: new Float64Array(size),
    keyStarts: nowhere,
    keyEnds: nowhere,
    valueStarts: nowhere,
    valueEnds: nowhere,
    headerBytes: Int32Array.from(sizes),
    logBytesPerRecord: 100,
  };
}

const chunk = (partition: number, round: number) => ({ partition, round });
const inOneHour = () => 0;
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
        }
        const sampled = chunks.reduce((sum, chunk) => sum + length(chunk), 0);
        // A piece of each quarter of a partition may be one record longer.
        expect(sampled).toBeLessThanOrEqual(most + 4 * parts.length);
        if (total > 0) expect(sampled).toBeGreaterThan(0);
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

  it("give the records of small partitions the same chance as those of large ones", () => {
    // 100 partitions with 4 records beside one with 10,000: 4 of 104 records.
    const parts = [span(0, 0, 10_000), ...Array.from({ length: 100 }, (_, i) => span(i + 1, 0, 4))];
    const random = seededRandom(11);
    let small = 0;
    let all = 0;
    for (let run = 0; run < 500; run++) {
      for (const chunk of chunksOf(parts, 500, random)) {
        all += length(chunk);
        if (chunk.partition > 0) small += length(chunk);
      }
    }
    expect(small / all).toBeCloseTo(400 / 10_400, 2);
    expect(all / 500).toBeCloseTo(10_400 / 21, 0);
  });

  it("are some record where hardly any is wanted, each as often as the others", () => {
    const random = seededRandom(5);
    const hits = [0, 0, 0];
    for (let run = 0; run < 3000; run++) {
      for (const { partition } of chunksOf(
        [span(0, 5, 6), span(1, 0, 1), span(2, 9, 10)],
        1,
        random,
      ))
        (hits[partition] as number)++;
    }
    expect(Math.max(...hits) - Math.min(...hits)).toBeLessThan(150);
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
    sampler.add(chunk(0, 0), sized([10, 20, 60]), inOneHour);
    sampler.cover(0, 3);
    expect(sampler.result(3)?.sample).toMatchObject({
      isComplete: true,
      meanBytes: 30,
      marginBytes: 0,
    });
  });

  it("is none where offsets hold no record, which is not the same as nothing read", () => {
    const sampler = new Sampler();
    expect(sampler.result(100)).toBeUndefined();
    sampler.cover(0, 100);
    expect(sampler.result(100)?.sample).toMatchObject({ records: 0, offsets: 100, meanBytes: 0 });
  });

  it("is unknown where nothing came, and its margin of one chunk", () => {
    const sampler = new Sampler();
    expect(sampler.result(100)).toBeUndefined();
    sampler.add(chunk(0, 0), sized([10]), inOneHour);
    sampler.cover(0, 1);
    expect(sampler.result(100)?.sample.marginBytes).toBeUndefined();
  });

  it("lies within the margin of the true one in about 95 of 100 samples", () => {
    // Sizes that change over time: records beside each other are alike.
    const sizes = Array.from({ length: 40_000 }, (_, i) => {
      return Math.round(100 + 80 * Math.sin(i / 900) + (i % 7));
    });
    const truth = sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
    const parts = Array.from({ length: 20 }, (_, i) => span(i, i * 2000, (i + 1) * 2000));
    const random = seededRandom(3);
    let inside = 0;
    const runs = 400;
    for (let run = 0; run < runs; run++) {
      const sampler = new Sampler();
      for (const { partition, round, start, end } of chunksOf(parts, 2000, random)) {
        sampler.add(chunk(partition, round), sized(sizes.slice(start, end)), inOneHour);
        sampler.cover(partition, end - start);
      }
      const { meanBytes, marginBytes = 0 } = sampler.result(sizes.length)?.sample ?? {
        meanBytes: 0,
      };
      if (Math.abs(meanBytes - truth) <= marginBytes) inside++;
    }
    // Stratified, so that it is rather wider than needed; never much narrower.
    expect(inside / runs).toBeGreaterThan(0.92);
  });

  it("does so too where four chunks of one partition are all", () => {
    const random = seededRandom(13);
    const sizes = Array.from({ length: 4000 }, () => 50 + Math.floor(200 * random()));
    const truth = sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
    let inside = 0;
    const runs = 1000;
    for (let run = 0; run < runs; run++) {
      const sampler = new Sampler();
      for (const { round, start, end } of chunksOf([span(0, 0, 4000)], 200, random)) {
        sampler.add(chunk(0, round), sized(sizes.slice(start, end)), inOneHour);
        sampler.cover(0, end - start);
      }
      const { meanBytes, marginBytes = 0 } = sampler.result(4000)?.sample ?? { meanBytes: 0 };
      if (Math.abs(meanBytes - truth) <= marginBytes) inside++;
    }
    expect(inside / runs).toBeGreaterThan(0.93);
    expect(inside / runs).toBeLessThan(0.98);
  });
});
