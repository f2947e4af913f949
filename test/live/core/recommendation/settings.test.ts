import { describe, expect, it } from "vitest";
import { partsIn } from "#core/errors/error-parts.ts";
import { type UserError, UserErrors } from "#core/errors/user-error.ts";
import { cliWords } from "#doors/cli/words.ts";
import {
  isSelectedTopic,
  type RecommendOptions,
  recommendSettings,
} from "#live/core/recommendation/settings.ts";

const MIB = 1024 * 1024;

describe("Settings", () => {
  it("have the Python tool's defaults", () => {
    expect(recommendSettings({}, {})).toMatchObject({
      method: "sampling",
      formula: "capacity",
      factor: 3,
      minBytesPerSecond: 10 * MIB,
      minPartitions: 6,
      consumerThroughput: undefined,
      topicFilter: [],
      includesInternal: false,
      samplingDays: 7,
      maxSampleRecords: 10_000,
      sampleTimeoutMs: 10_000,
      clusterWorkers: 4,
      topicWorkers: 8,
    });
  });

  it("are taken from all its variables", () => {
    const variables = {
      INCLUDE_INTERNAL_TOPICS: "True",
      TOPIC_FILTER: " user-events, order ,,",
      MIN_RECOMMENDED_PARTITIONS: "12",
      MIN_CONSUMPTION_THROUGHPUT: "20971520",
      REQUIRED_CONSUMPTION_THROUGHPUT_FACTOR: "2.5",
      USE_SAMPLE_RECORDS: "False",
      SAMPLING_DAYS: "1",
      SAMPLING_BATCH_SIZE: "5000",
      SAMPLING_MAX_CONSECUTIVE_NULLS: "50",
      SAMPLING_TIMEOUT_SECONDS: "2.0",
      SAMPLING_MAX_CONTINUOUS_FAILED_BATCHES: "5",
      MAX_CLUSTER_WORKERS: "2",
      MAX_WORKERS_PER_CLUSTER: "3",
    };
    expect(recommendSettings({}, variables)).toMatchObject({
      method: "metrics",
      includesInternal: true,
      topicFilter: ["user-events", "order"],
      minPartitions: 12,
      minBytesPerSecond: 20 * MIB,
      factor: 2.5,
      samplingDays: 1,
      maxSampleRecords: 5000,
      sampleTimeoutMs: 2000,
      clusterWorkers: 2,
      topicWorkers: 3,
      unused: { consecutiveNulls: "50", failedBatches: "5" },
    });
  });

  it("are taken from flags before variables", () => {
    const variables = { MIN_RECOMMENDED_PARTITIONS: "12", USE_SAMPLE_RECORDS: "False" };
    const flags = { minPartitions: "3", method: "sampling", consumerThroughput: "25M" };
    expect(recommendSettings(flags, variables)).toMatchObject({
      minPartitions: 3,
      method: "sampling",
      consumerThroughput: 25 * MIB,
    });
  });

  it.each([
    ["1024", 1024],
    ["1K", 1024],
    ["1.5k", 1536],
    ["25M", 25 * MIB],
    ["25MiB", 25 * MIB],
    ["2G", 2048 * MIB],
    ["1_000_000", 1_000_000],
    ["1e6", 1_000_000],
  ])("take a size in bytes: %s", (text, bytes) => {
    expect(recommendSettings({ consumerThroughput: text }, {}).consumerThroughput).toBe(bytes);
  });

  it.each([
    [{}, { REQUIRED_CONSUMPTION_THROUGHPUT_FACTOR: "ten" }, /REQUIRED_CONS.*number from 0.01 to/],
    [{}, { REQUIRED_CONSUMPTION_THROUGHPUT_FACTOR: "-1" }, /Leave it out to use 3/],
    [{}, { MIN_RECOMMENDED_PARTITIONS: "2.5" }, /whole number from 1 to 100000/],
    [{}, { MIN_RECOMMENDED_PARTITIONS: "0" }, /whole number/],
    [{}, { MIN_CONSUMPTION_THROUGHPUT: "10 MB/s" }, /size in bytes, such as 26214400 or 25M/],
    [{}, { SAMPLING_DAYS: "0" }, /SAMPLING_DAYS/],
    [{}, { SAMPLING_DAYS: "NaN" }, /SAMPLING_DAYS/],
    [{}, { SAMPLING_DAYS: "<YOUR_SAMPLING_DAYS>" }, /SAMPLING_DAYS/],
    [{}, { SAMPLING_BATCH_SIZE: "1e99" }, /SAMPLING_BATCH_SIZE/],
    [{}, { SAMPLING_TIMEOUT_SECONDS: "1000000000" }, /SAMPLING_TIMEOUT_SECONDS/],
    [{}, { SAMPLING_MAX_CONSECUTIVE_NULLS: "many" }, /SAMPLING_MAX_CONSECUTIVE_NULLS/],
    [{}, { SAMPLING_MAX_CONTINUOUS_FAILED_BATCHES: "-5" }, /SAMPLING_MAX_CONTINUOUS_FAILED/],
    [{}, { MAX_CLUSTER_WORKERS: "257" }, /from 1 to 256/],
    [{}, { MAX_WORKERS_PER_CLUSTER: "0" }, /MAX_WORKERS_PER_CLUSTER/],
    [{}, { USE_SAMPLE_RECORDS: "yes" }, /neither True nor False/],
    [{}, { INCLUDE_INTERNAL_TOPICS: "1" }, /neither True nor False/],
    [{ factor: "0" }, {}, /--factor/],
    [{ minThroughput: "10X" }, {}, /--min-throughput/],
    [{ maxSampleBytes: "" }, {}, /--max-sample-bytes/],
    [{ seed: "1.5" }, {}, /--seed/],
    [{ method: "guess" }, {}, /unknown --method "guess".*sampling, metrics/],
    [{ formula: "magic" }, {}, /unknown --formula "magic".*capacity, legacy/],
    [
      { method: "metrics", consumerThroughput: "measured" },
      {},
      /cannot be measured with the Metrics API/,
    ],
  ])("refuse %o %o", (flags, variables, says) => {
    const [error, ...more] = errorsOf(flags, variables);
    expect(more).toEqual([]);
    const { what, where, next } = partsIn(error?.details ?? { what: "" }, cliWords);
    expect(`${where}: ${what}. ${next}`).toMatch(says);
  });

  it.each(["legacy", "seed"])(
    "take the legacy formula as %s, which reports call seed",
    (formula) => {
      expect(recommendSettings({ formula }, {}).formula).toBe("seed");
    },
  );

  it("tell everything that is wrong at once", () => {
    const variables = { SAMPLING_DAYS: "x", MAX_CLUSTER_WORKERS: "x", USE_SAMPLE_RECORDS: "x" };
    expect(errorsOf({ factor: "x" }, variables)).toHaveLength(4);
  });

  function errorsOf(
    flags: RecommendOptions,
    variables: Readonly<Record<string, string>>,
  ): UserError[] {
    try {
      recommendSettings(flags, variables);
    } catch (error) {
      if (error instanceof UserErrors) return [...error.errors];
      throw error;
    }
    return [];
  }
});

describe("Topics", () => {
  it.each([
    ["orders", [], false, true],
    ["__consumer_offsets", [], false, false],
    ["_schemas", [], false, false],
    ["__consumer_offsets", [], true, false],
    ["_schemas", [], true, true],
    ["eu-orders-v2", ["order", "pay"], false, true],
    ["payments", ["order", "pay"], false, true],
    ["users", ["order", "pay"], false, false],
    ["_orders", ["order"], false, false],
    ["Orders", ["order"], false, false],
  ])(
    "%s is wanted by %o, internal ones %s: %s",
    (name, topicFilter, includesInternal, expected) => {
      expect(isSelectedTopic(name, { topicFilter, includesInternal })).toBe(expected);
    },
  );
});
