import { describe, expect, it } from "vitest";
import { bytesShares } from "#core/measures/bytes-shares.ts";

describe("shares of bytes", () => {
  const loads = Float64Array.of(30, 70);

  it("are of all bytes for partitions, and of those with a key for keys", () => {
    const hottestKeys = [{ key: Uint8Array.of(97), count: 20, hash: 0 }];
    const bytes = { total: 100, records: 4, loads, hottestKeys, keyedTotal: 40 };
    expect(bytesShares(bytes)).toEqual({ maxPartitionBytesShare: 0.7, maxKeyBytesShare: 0.5 });
  });

  it("are 0 for keys if no record has a key", () => {
    const bytes = { total: 100, records: 4, loads, hottestKeys: [], keyedTotal: 0 };
    expect(bytesShares(bytes)).toEqual({ maxPartitionBytesShare: 0.7, maxKeyBytesShare: 0 });
  });
});
