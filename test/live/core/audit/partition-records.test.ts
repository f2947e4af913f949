import { describe, expect, it } from "vitest";
import { partitionRecords } from "#live/core/audit/partition-records.ts";

const SPANS = [
  { partition: 0, start: 100, end: 1100 },
  { partition: 1, start: 0, end: 3000 },
];

const counted = (
  read: readonly (readonly [partition: number, offsets: number, records: number])[],
  more: { isCensus?: boolean; isDeleteOnly?: boolean | undefined } = {},
) =>
  partitionRecords(SPANS, 3, {
    read: new Map(read.map(([partition, offsets, records]) => [partition, { offsets, records }])),
    isCensus: false,
    isDeleteOnly: true,
    ...more,
  });

describe("records of partitions", () => {
  it("are those that were read, if all were", () => {
    const { offsets, records, ...others } = counted(
      [
        [0, 1000, 700],
        [1, 3000, 3000],
      ],
      { isCensus: true },
    );
    expect([...offsets]).toEqual([1000, 3000, 0]);
    expect([...records]).toEqual([700, 3000, 0]);
    expect(others).toEqual({
      emptyShare: 0.07499999999999996,
      isEstimate: false,
      relativeError: 0,
    });
  });

  it("are the offsets of a topic that only deletes, if nearly all that were read have a record", () => {
    const few = counted([
      [0, 100, 100],
      [1, 300, 298],
    ]);
    expect([...few.records]).toEqual([1000, 3000, 0]);
    expect(few.isEstimate).toBe(false);
  });

  it("are corrected by what each partition lacks, if offsets are empty or may be removed", () => {
    const gaps = counted([
      [0, 100, 50],
      [1, 300, 300],
    ]);
    expect([...gaps.records]).toEqual([500, 3000, 0]);
    expect(gaps).toMatchObject({ emptyShare: 0.125, isEstimate: true });
    // 1.96 · √(0.5 / (0.5 · 100)).
    expect(gaps.relativeError).toBeCloseTo(0.196, 9);
    for (const isDeleteOnly of [false, undefined]) {
      const compacted = counted([[1, 300, 300]], { isDeleteOnly });
      expect(compacted).toMatchObject({ isEstimate: true, relativeError: 0 });
      expect([...compacted.records]).toEqual([1000, 3000, 0]);
    }
  });

  it("may be anything where all that was read is empty", () => {
    expect(counted([[0, 100, 0]]).relativeError).toBe(1);
  });
});
