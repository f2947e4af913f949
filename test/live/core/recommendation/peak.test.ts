import { describe, expect, it } from "vitest";
import { normal, seededRandom } from "#core/measures/random.ts";
import { bucketBytes } from "#live/core/recommendation/peak.ts";
import { Sampler } from "#live/core/recommendation/sample-builder.ts";
import { chunksOf } from "#live/core/recommendation/sampler.ts";
import type { RecordColumns } from "#live/core/records/record-columns.ts";

const HOURS = 36;
const PARTITIONS = 6;
const PER_CELL = 416;
const SEEDS = 25;
const MB = 1_000_000;

/** The size of a record by its hour, its number in the hour, and its partition. */
type SizeOf = (hour: number, i: number, partition: number, random: () => number) => number;

function sized(sizes: Float64Array, start: number): RecordColumns {
  const size = sizes.length;
  const none = new Int32Array(size).fill(-1);
  return {
    ...{ size, bytes: new Uint8Array(0), timesMs: new Float64Array(size) },
    offsets: Float64Array.from({ length: size }, (_, i) => start + i),
    ...{ keyStarts: none, keyEnds: none, valueStarts: none, valueEnds: none },
    headerBytes: Int32Array.from(sizes),
    logBytesPerRecord: 1,
  };
}

/** One sample of a topic: its estimate, and the true bytes of the busiest hour. */
function sampleOnce(sizeOf: SizeOf, { seed, hasLog }: { seed: number; hasLog: boolean }) {
  const random = seededRandom(seed * 7919);
  const perHour = new Float64Array(HOURS);
  const logs = Array.from({ length: PARTITIONS }, (_, partition) =>
    Float64Array.from({ length: HOURS * PER_CELL }, (_, at) => {
      const hour = Math.floor(at / PER_CELL);
      const size = Math.floor(sizeOf(hour, at % PER_CELL, partition, random));
      (perHour[hour] as number) += size;
      return size;
    }),
  );
  const spans = logs.map((log, partition) => ({ partition, start: 0, end: log.length }));
  const sampler = new Sampler();
  for (const chunk of chunksOf(spans, 10_000, seededRandom(seed))) {
    const { partition, start, end } = chunk;
    const sizes = (logs[partition] as Float64Array).subarray(start, end);
    sampler.add(chunk, sized(sizes, start), (offset) => Math.floor(offset / PER_CELL));
    sampler.cover(partition, end - start);
  }
  const found = sampler.result(HOURS * PER_CELL * PARTITIONS);
  const total = perHour.reduce((sum, one) => sum + one, 0);
  const bytes = bucketBytes({
    records: new Array<number>(HOURS).fill(PARTITIONS * PER_CELL),
    segments: found?.loads.segments ?? [],
    largestBytes: found?.loads.largestBytes ?? 0,
    marginBytes: found?.sample.marginBytes,
    log: hasLog ? { bytes: total, missingFactor: 1, olderRecords: 0 } : undefined,
  });
  return { ...bytes, peak: Math.max(...bytes.bytes), truth: Math.max(...perHour) };
}

const runs = (sizeOf: SizeOf, hasLog = true) =>
  Array.from({ length: SEEDS }, (_, i) => sampleOnce(sizeOf, { seed: i + 1, hasLog }));
const insideShare = (all: ReturnType<typeof runs>) =>
  all.filter(({ low, high, truth }) => low <= truth && truth <= high).length / all.length;
const exponential = (random: () => number, mean: number) => -mean * Math.log(1 - random());

describe("The busiest hour of a sampled topic is within its interval", () => {
  const kinds: Readonly<Record<string, SizeOf>> = {
    "sizes are equal": () => 106,
    "sizes vary by chance": (_h, _i, _p, random) => exponential(random, 500),
    "sizes have a heavy tail": (_h, _i, _p, random) => 300 * Math.exp(normal(random(), random())),
    "sizes follow the time of day": (hour, _i, _p, random) =>
      300 * (1 + 0.8 * Math.sin((hour / 24) * 2 * Math.PI)) + exponential(random, 50),
    "neighbours are alike": (hour, i, partition) =>
      100 * (1 + ((Math.floor(i / 200) * 7 + hour * 3 + partition) % 9)),
    "1 % are large": (_h, _i, _p, random) => (random() < 0.01 ? 12_000 : 106),
    "few are very large, at any time": (_h, _i, _p, random) => (random() < 1 / 1500 ? MB : 106),
    "10 of each partition are very large, close together": (hour, i) =>
      hour === 20 && i >= 100 && i < 110 ? MB : 106,
    "60 of one hour are very large": (hour, i) => (hour === 20 && i % 42 === 0 ? MB : 106),
    "those of one hour are three times as large": (hour, _i, _p, random) =>
      (hour === 20 ? 3 : 1) * exponential(random, 300),
  };
  it.each(Object.entries(kinds))("if %s", (_, sizeOf) => {
    expect(insideShare(runs(sizeOf))).toBeGreaterThanOrEqual(0.92);
  });
});

describe("The interval", () => {
  it("is narrow if sizes are alike, but never nothing", () => {
    for (const { low, high, peak, log } of runs(() => 106)) {
      expect(high).toBeGreaterThan(peak);
      expect(low).toBeLessThan(peak);
      expect((high - low) / peak).toBeLessThan(0.01);
      expect(log?.contradiction).toBeUndefined();
    }
  });

  it("reaches as far as the log's size if large records were not sampled", () => {
    const all = runs((hour, i) => (hour === 20 && i >= 100 && i < 110 ? MB : 106));
    const missed = all.filter(({ log }) => log?.contradiction === "larger");
    expect(missed.length).toBeGreaterThan(0);
    for (const { high, truth, low } of missed) {
      expect(high).toBeGreaterThanOrEqual(truth);
      expect(high).toBeLessThan(1.2 * truth);
      expect(low).toBeLessThan(truth);
    }
  });

  it("counts what is missing without the overhead of small records", () => {
    const segments = [
      { partition: 0, round: 0, bucket: 0, records: 100, bytes: 10_000, squares: MB },
    ];
    // A tenth of the log is overhead of small records: 100 kB of them, and 900 kB of large ones.
    const { high } = bucketBytes({
      ...{ records: [1000], segments, largestBytes: 100, marginBytes: 1 },
      log: { bytes: 910_000, missingFactor: 10 / 9, olderRecords: 0 },
    });
    expect(high).toBeGreaterThanOrEqual(1_000_000);
    expect(high).toBeLessThan(1_040_000);
  });

  it("does not exceed the log, however large the few records of an hour are that were read", () => {
    const part = (bucket: number, bytes: number) => {
      return { partition: 0, round: bucket, bucket, records: 50, bytes, squares: bytes ** 2 / 50 };
    };
    const found = bucketBytes({
      ...{ records: new Array<number>(40).fill(1000), largestBytes: 10_000, marginBytes: 500 },
      segments: Array.from({ length: 40 }, (_, i) => part(i, i === 7 || i === 8 ? 500_000 : 5000)),
      log: { bytes: 8 * MB, missingFactor: 1, olderRecords: 0 },
    });
    expect(Math.max(...found.bytes)).toBeLessThanOrEqual(8.24 * MB);
    expect(found.high).toBeLessThanOrEqual(8.24 * MB + 1);
  });

  it("does not contradict a log whose older records take the difference", () => {
    const segments = [
      { partition: 0, round: 0, bucket: 0, records: 100, bytes: 10_000, squares: MB },
    ];
    const of = (bytes: number, olderRecords: number) =>
      bucketBytes({
        ...{ records: [1000], segments, largestBytes: 100, marginBytes: 1 },
        log: { bytes, olderRecords, missingFactor: 1 },
      }).log?.contradiction;
    expect(of(100_000, 0)).toBeUndefined();
    expect(of(200_000, 0)).toBe("larger");
    expect(of(50_000, 0)).toBe("smaller");
    expect(of(220_000, 1000)).toBeUndefined();
  });
});
