import { describe, expect, it } from "vitest";
import { partitionFor } from "#core/partition-for.ts";
import { gate } from "#doors/library/gate.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const contract = { partitions: 3 };

describe("keys with what is known of their records", () => {
  it("give recorded partitions, the span of time and sizes", () => {
    const own = (key: string) => partitionFor(bytes(key), 3, "murmur2");
    const report = gate({ ...contract, sample: "random" }, [
      { key: "a", count: 2, partition: own("a"), time: new Date(1795827200000), bytes: 30 },
      { key: "b", count: 1, partition: (own("b") + 1) % 3, time: 1795827260000, bytes: 70 },
      { key: null, count: 1, partition: 0 },
      "c",
    ]);
    expect(report).toMatchObject({
      sample: "random",
      recorded_partitions: { records: 4, compared_records: 3, agreeing_records: 2 },
      time_span: {
        records: 3,
        first: "2026-11-28T00:53:20.000Z",
        last: "2026-11-28T00:54:20.000Z",
      },
      record_bytes: { records: 3, total: 100, max_key_share: 0.7 },
    });
  });

  it("add nothing to the report where nothing is known", () => {
    const report = gate(contract, ["a", { key: "b", count: 2 }]);
    const names = ["sample", "recorded_partitions", "time_span", "record_bytes"];
    for (const name of names) expect(report).not.toHaveProperty(name);
  });

  it.each([
    [{ partition: 3 }, "partition 3, but the topic has 3 partitions"],
    [{ partition: -1 }, "not a whole number of 0 or more"],
    [{ bytes: 1e308 }, "not a whole number of bytes"],
    [{ time: Number.NaN }, "not a number since the epoch"],
    [{ time: new Date(Number.NaN) }, "not a number since the epoch"],
  ])("are refused: %j", (details, says) => {
    expect(() => gate(contract, [{ key: "a", count: 1, ...details }])).toThrow(says);
  });
});
