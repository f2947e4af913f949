import { describe, expect, it } from "vitest";
import { BatchError } from "#live/core/records/batch-error.ts";
import { batchesIn } from "#live/core/records/batch-reader.ts";
import { batchOf, crc32c, names, type ReadRecord, read, segment } from "./batches.ts";

describe("Batches that real clients wrote", () => {
  it.each(names)("are read as Kafka's own tool reads them: %s", (name) => {
    const { bytes, records } = segment(name);
    expect(records.length).toBeGreaterThan(10);
    expect(read(bytes)).toEqual(records);
  });

  it("are read without those of aborted transactions", () => {
    const { bytes, records, aborted } = segment("transactions");
    expect(aborted).toHaveLength(2);
    const kept = records.filter(({ key }) => !key?.startsWith("lost"));
    expect(kept).toHaveLength(records.length - 6);
    expect(read(bytes, { aborted })).toEqual(kept);
    // In whatever order the broker lists them.
    expect(read(bytes, { aborted: aborted.toReversed() })).toEqual(kept);
  });

  it.each([
    [0, 7],
    [3, 4],
    [15, 40],
    [39, 40],
    [40, 90],
  ])("are read from offset %i up to %i", (start, end) => {
    const { bytes, records } = segment("java-lz4");
    const wanted = records.filter(({ offset }) => offset >= start && offset < end);
    expect(read(bytes, { span: { start, end } })).toEqual(wanted);
  });

  it("are read up to one that is cut off", () => {
    const { bytes, records } = segment("transactions");
    const ends = batchesIn(bytes);
    for (let length = 0; length <= bytes.length; length += 7) {
      const whole = ends.filter(({ end }) => end <= length).at(-1)?.lastOffset ?? -1;
      const wanted = records.filter(({ offset }) => offset <= whole);
      expect(read(bytes.subarray(0, length))).toEqual(wanted);
    }
  });
});

describe("Refused is", () => {
  const { bytes } = segment("confluent-none");
  const changed = (change: (view: DataView) => void) => {
    const copy = bytes.slice();
    change(new DataView(copy.buffer));
    return copy;
  };

  it.each([
    ["another byte", (view: DataView) => view.setUint8(100, view.getUint8(100) ^ 1), "checksum"],
    ["the format before 0.11", (view: DataView) => view.setInt8(16, 1), "message format v1"],
    ["a later format", (view: DataView) => view.setInt8(16, 3), "unknown format"],
    ["a length that is too short", (view: DataView) => view.setInt32(8, 48), "length"],
    ["a negative length", (view: DataView) => view.setInt32(8, -1), "length"],
    ["offsets that go back", (view: DataView) => view.setInt32(23, -1), "offsets"],
    ["a negative offset", (view: DataView) => view.setBigInt64(0, -5n), "offsets"],
  ])("%s", (_, change, reason) => {
    expect(() => read(changed(change))).toThrow(BatchError);
    expect(() => read(changed(change))).toThrow(reason);
  });

  it("a batch whose records are not what it says, though its checksum is right", () => {
    for (const [at, value] of [
      [57, 39],
      [57, 41],
      [57, 0x7fff_ffff],
      [23, 3],
    ] as const) {
      const forged = changed((view) => view.setInt32(at, value));
      new DataView(forged.buffer).setInt32(17, crc32c(forged.subarray(21)));
      expect(() => read(forged)).toThrow("its records are not what its header says");
    }
  });

  it("an unknown codec, and data that is not of the codec", () => {
    for (const [codec, reason] of [
      [1, "gzip data is damaged"],
      [2, "snappy data is damaged"],
      [3, "lz4 data is damaged"],
      [4, "zstd data is damaged"],
      [5, "unknown codec (5)"],
    ] as const) {
      const forged = changed((view) => view.setInt16(21, codec));
      new DataView(forged.buffer).setInt32(17, crc32c(forged.subarray(21)));
      expect(() => read(forged)).toThrow(reason);
    }
  });
});

describe("A batch of very many records", () => {
  const bytes = batchOf(40_000);

  it("is read in pieces", () => {
    const keys = read(bytes).map(({ key }) => key);
    expect(keys).toEqual(Array.from({ length: 40_000 }, (_, i) => String(i)));
    const some = read(bytes, { span: { start: 16_000, end: 33_000 } });
    expect(some.map(({ offset }) => offset)).toEqual(
      Array.from({ length: 17_000 }, (_, i) => 16_000 + i),
    );
  });

  it("is refused before any record is passed on, if the last one is wrong", () => {
    const forged = bytes.slice();
    // The number of headers.
    forged[forged.length - 1] = 2;
    new DataView(forged.buffer).setInt32(17, crc32c(forged.subarray(21)));
    const found: ReadRecord[] = [];
    expect(() => read(forged, { found })).toThrow("its records are not what its header says");
    expect(found).toEqual([]);
  });
});
