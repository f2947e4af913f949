import { describe, expect, it } from "vitest";
import { clusterFacts } from "#live/core/audit/cluster-facts.ts";
import type { ConsumerGroup } from "#live/core/cluster/consumer-groups.ts";

const group = (id: string, offset: bigint): ConsumerGroup => ({
  id,
  state: "Stable",
  members: [
    { id: "a", clientId: "one\u001b[2J", host: "/10.0.0.1", partitions: new Map([["t", [0]]]) },
    { id: "b", clientId: "two", host: "/10.0.0.2", partitions: new Map([["t", [1]]]) },
  ],
  committed: new Map([["t", new Map([[1, offset]])]]),
});

const KNOWN = {
  topic: "t",
  records: {
    offsets: Float64Array.of(100, 400),
    records: Float64Array.of(100, 300),
    emptyShare: 0.2,
    isEstimate: true,
    relativeError: 0.1,
  },
  bytes: [1024, undefined],
  cleanupPolicy: "compact",
  ends: [100, 400],
  groups: [group("billing", 150n)],
} as const;

describe("what reports say of a topic on a cluster", () => {
  it("is its records, its bytes and its groups, without control characters", () => {
    const { sentences, groups, partitions } = clusterFacts(KNOWN);
    expect(sentences).toEqual([
      "On the cluster: about 400 records (an estimate: 20 % of the offsets that were read have none), 75 % of them in partition 1, and 1 KiB on disk, 100 % of them in partition 0.",
      "billing is 250 records behind, all of them in partition 1. The busiest of the 2 consumers of billing gets 75 %: client two (/10.0.0.2) with partition 1.",
    ]);
    expect(partitions).toEqual([
      { offsets: 100, records: 100, bytes: 1024 },
      { offsets: 400, records: 300, bytes: undefined },
    ]);
    expect(groups).toEqual([
      {
        group: "billing",
        state: "Stable",
        lags: [null, 250],
        busiest: {
          consumers: 2,
          clientId: "two",
          host: "/10.0.0.2",
          partitions: [1],
          share: 0.75,
        },
      },
    ]);
    const hot = { ...KNOWN.records, records: Float64Array.of(300, 100) };
    expect(clusterFacts({ ...KNOWN, records: hot }).sentences[1]).toContain("client one\\x1b[2J");
  });

  it("names the groups that are the furthest behind, and how many others there are", () => {
    const groups = Array.from({ length: 8 }, (_, i) => group(`g${i}`, BigInt(400 - i)));
    const { sentences } = clusterFacts({ ...KNOWN, groups });
    expect(sentences[1]).toMatch(/^g7 is 7 records behind/);
    expect(sentences).toHaveLength(7);
    expect(sentences.at(-1)).toBe("3 more groups read it: see the JSON report.");
    expect(clusterFacts({ ...KNOWN, groups: undefined }).groups).toBeUndefined();
  });
});
