import { describe, expect, it } from "vitest";
import { didYouMean } from "#core/text/did-you-mean.ts";

const names = ["partitions", "partitioner", "max_gini", "max_partition_share", "a_b_c_d", "keys"];

describe("didYouMean", () => {
  it.each([
    ["partition", "partitions"],
    ["partitoins", "partitions"],
    ["partitoner", "partitioner"],
    ["maxGini", "max_gini"],
    ["MAX-GINI", "max_gini"],
    ["max_partitions_share", "max_partition_share"],
    ["maxPartitionShare", "max_partition_share"],
    ["maximum_partition_share", "max_partition_share"],
    ["a-b-c-d", "a_b_c_d"],
    ["key", "keys"],
  ])("%j means %j", (word, name) => {
    expect(didYouMean(word, names)).toBe(`; did you mean "${name}"?`);
  });

  it.each(["", "x", "topic", "replication_factor", "\u001b[31m"])("%j means none", (word) => {
    expect(didYouMean(word, names)).toBe("");
  });

  it("has nothing to offer where there are no names, or only short ones", () => {
    expect(didYouMean("key", [])).toBe("");
    expect(didYouMean("id", ["a", "xy"])).toBe("");
  });

  it("stands a word of a million characters", () => {
    expect(didYouMean("x".repeat(1_000_000), names)).toBe("");
  });
});
