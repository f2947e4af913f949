import { describe, expect, it } from "vitest";
import { deviations, isSound } from "#live/core/analysis/outcome.ts";
import { analysisOf, broken, empty, keyless, random, sound } from "../../../support/analyses.ts";
import { planOf } from "../../../support/plans.ts";

describe("the outcome", () => {
  it.each([
    ["murmur2", sound],
    ["records without a key", keyless],
    ["no partitioner", random],
    ["no record", empty],
  ])("is sound with %s where all is as sent", (_, analysis) => {
    expect(deviations(analysis)).toEqual([]);
    expect(isSound(analysis)).toBe(true);
  });

  it("names everything that is not", () => {
    expect(deviations(broken)).toEqual([
      "10 records not delivered",
      "5 records not reported as failed, but not on the cluster",
      "7 records acknowledged but not on the cluster",
      "3 records duplicated",
      "1 record with a different key than was sent",
      "4 records not from this run",
      expect.stringMatching(/^\d+ records not in the partition that murmur2 predicts$/),
    ]);
    expect(isSound(broken)).toBe(false);
  });

  const counts = ["missing", "duplicates", "altered", "foreign"] as const;
  it.each(counts)("is not sound with %s records alone", (name) => {
    const consuming = { ...sound.consuming, [name]: 1 };
    expect(isSound({ ...sound, consuming })).toBe(false);
  });

  it("is not sound where a record was not delivered, though it is there", () => {
    const producing = { ...sound.producing, delivered: 1999, failed: 1 };
    expect(isSound({ ...sound, producing })).toBe(false);
  });

  it("is not sound where the client's count is more than the topic holds", () => {
    const producing = { ...sound.producing, delivered: 1999, unknown: 1 };
    expect(isSound({ ...sound, producing })).toBe(false);
  });

  it("is not sound where a contract is broken, though all lies where it should", () => {
    const plan = planOf([
      ["hot", 90],
      ["cold", 10],
    ]);
    const contract = { max_partition_share: 0.5, sample_size: 10 };
    const judged = analysisOf({ plan, partitions: 6, contract });
    expect(deviations(judged)).toEqual([]);
    expect(isSound(judged)).toBe(false);
    expect(
      isSound(
        analysisOf({ plan, partitions: 6, contract: { ...contract, max_partition_share: 1 } }),
      ),
    ).toBe(true);
  });
});
