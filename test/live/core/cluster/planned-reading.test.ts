import { describe, expect, it } from "vitest";
import {
  bytesOfOffsets,
  type PlannedReading,
  plannedLines,
  plannedObject,
} from "#live/core/cluster/planned-reading.ts";

describe("The bytes of offsets", () => {
  const log = { earliest: [100n, 0n, 0n], newest: [200n, 10n, 0n] };

  it("are in proportion to each partition's log, from its first offset on", () => {
    expect(bytesOfOffsets([5000, 100, 0], log, [20, 10, 0])).toBe(1100);
  });

  it("are no more than the log has, which may have grown since", () => {
    expect(bytesOfOffsets([5000, 100, 0], log, [150, 0, 0])).toBe(5000);
  });

  it("are not known if a size that it takes is not", () => {
    expect(bytesOfOffsets([undefined, 100], log, [1, 0])).toBeUndefined();
    expect(bytesOfOffsets([undefined, 100], log, [0, 5])).toBe(50);
    expect(bytesOfOffsets([], log, [0, 5])).toBeUndefined();
  });
});

describe("What would be read", () => {
  const orders: PlannedReading = {
    topic: "orders",
    partitions: 6,
    offsets: 540_000,
    toRead: 10_000,
    bytes: 4 * 1024 * 1024,
  };
  const clicks = { ...orders, topic: "clicks", partitions: 1, offsets: 1, toRead: 1 };

  it("is a line per topic, and how long that takes at least", () => {
    expect(plannedLines([orders, clicks], 2 * 1024 * 1024)).toEqual([
      "orders: 6 partitions, up to 540,000 records, about 10,000 of them to read, about 4 MiB",
      "clicks: 1 partition, up to 1 record, about 4 MiB",
      "No record was read. 2 topics with 7 partitions would be: about 10,001 records, about 8 MiB, which take at least 4.0 s at 2 MiB/s.",
    ]);
    expect(plannedObject([orders, clicks], 2 * 1024 * 1024)).toMatchObject({
      topics: [
        { topic: "orders", offsets: 540_000, records_to_read: 10_000 },
        { bytes: 4_194_304 },
      ],
      bytes: 8_388_608,
      min_seconds: 4,
    });
  });

  it("has no size and no time where the cluster does not say them", () => {
    const unknown = { ...clicks, bytes: undefined };
    expect(plannedLines([orders, unknown], 1024).slice(1)).toEqual([
      "clicks: 1 partition, up to 1 record",
      "No record was read. 2 topics with 7 partitions would be: about 10,001 records; the cluster does not say how large they are.",
    ]);
    expect(plannedObject([unknown], 1024)).toMatchObject({ bytes: null, min_seconds: null });
  });

  it("takes no time without a limit", () => {
    expect(plannedLines([clicks], Number.POSITIVE_INFINITY)[1]).toBe(
      "No record was read. 1 topic with 1 partition would be: about 1 record, about 4 MiB.",
    );
    expect(plannedObject([clicks], Number.POSITIVE_INFINITY)).toMatchObject({
      max_bytes_per_second: null,
      min_seconds: 0,
    });
  });

  it("is nothing without a topic", () => {
    expect(plannedLines([], 1024)).toEqual(["No record was read: there is no such topic."]);
  });
});
