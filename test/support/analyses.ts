import type { RawTopic } from "#core/contract/contract.ts";
import { contractFromFields } from "#core/contract/from-fields.ts";
import { partitionFor } from "#core/partition-for.ts";
import { keyDisplay } from "#core/reports/key-display.ts";
import type { ReportOptions } from "#core/reports/report.ts";
import type { Analysis, Consuming, Producing } from "#live/core/analysis/analysis.ts";
import { summarizeLoads } from "#live/core/analysis/load-summary.ts";
import { notJudged } from "#live/core/analysis/not-judged.ts";
import { PartitionerComparer } from "#live/core/analysis/partitioner-comparer.ts";
import { producerPartitioners } from "#live/core/analysis/producer-partitioner.ts";
import { RecordCheck } from "#live/core/analysis/record-check.ts";
import type { AnalysisReport } from "#live/core/analysis/reports/report.ts";
import { type StrategyName, strategies } from "#live/core/analysis/strategies/index.ts";
import type { CustomPartitioner } from "#live/core/analysis/strategies/strategy.ts";
import type { KeyPlan } from "#live/core/traffic/key-plan.ts";
import { RecordValues } from "#live/core/traffic/record-values.ts";
import { simulations } from "#live/core/traffic/simulations.ts";
import { judgeLive } from "#live/run/judge-live.ts";
import { planOf } from "./plans.ts";

/*
 * Analyses of topics that no cluster had: made by the same parts as live ones, from records that are
 * placed here.
 */

interface Wanted {
  readonly plan: KeyPlan;
  readonly partitions: number;
  readonly setting?: Producing["setting"];
  /** Where record `i` lies; where the setting puts it otherwise. */
  readonly seenAt?: (key: Uint8Array | null, i: number) => number;
  readonly contract?: RawTopic;
  readonly custom?: CustomPartitioner;
  readonly producing?: Partial<Producing>;
  readonly consuming?: Partial<Consuming>;
}

export function analysisOf(wanted: Wanted): Analysis {
  const { plan, partitions, setting = "murmur2_random", contract, custom } = wanted;
  const { partitioner: expected } = producerPartitioners[setting];
  const { check, comparer } = read(wanted, setting);
  const input = { plan, partitions, seed: 1, valueBytes: 100, custom };
  const { records } = plan;
  return {
    topic: {
      name: "skew-contract-analyze-00",
      id: "Zm9vYmFyYmF6cXV4MTIzNA",
      clusterId: "MkU3OEVBNTcwNTJENDM2Qg",
      partitions,
      replicationFactor: 3,
      isKept: false,
    },
    keys: {
      source: "normal",
      records,
      distinctKeys: plan.distinctKeys - (plan.nullRecords > 0 ? 1 : 0),
      nullRecords: plan.nullRecords,
      seed: 1,
      isShuffled: plan.isShuffled,
    },
    producing: {
      client: "@confluentinc/kafka-javascript 1.10.1",
      setting,
      expected,
      delivered: records,
      failed: 0,
      unknown: 0,
      failures: [],
      tookMs: 250,
      ...wanted.producing,
    },
    consuming: { ...check.consuming(records), tookMs: 125, ...wanted.consuming },
    actual: summarizeLoads(check.loads),
    partitioners: comparer.result(),
    compared: comparer.compared,
    explainedBy: comparer.explaining(),
    patterns: check.patternShares(),
    strategies: (Object.keys(strategies) as StrategyName[]).map((strategy) => {
      const { loads, note } = strategies[strategy];
      return { strategy, note: note(input), ...summarizeLoads(loads(input)) };
    }),
    found: check.found(),
    gate: contract && judgeLive(contractFromFields({ partitions, ...contract }), check),
    notJudged: contract && notJudged(contractFromFields({ partitions, ...contract }), setting),
  };
}

/** Every record of the plan, read back. */
function read({ plan, partitions, seenAt }: Wanted, setting: Producing["setting"]) {
  const { partitioner, emptyKey } = producerPartitioners[setting];
  const values = new RecordValues(new Uint8Array(8), 100);
  const comparer = new PartitionerComparer(partitions, partitioner);
  const placesEmptyKey = emptyKey === "hashed";
  const check = new RecordCheck({ plan, values, partitions, comparer, placesEmptyKey });
  for (let i = 0; i < plan.records; i++) {
    const key = plan.key(plan.ordinalAt(i));
    const place = () =>
      key === null ? i % partitions : partitionFor(key, partitions, partitioner ?? "crc32");
    check.take({ key, value: values.value(i), partition: seenAt?.(key, i) ?? place() });
  }
  return { check, comparer };
}

const order = { seed: 1, isOrdered: false };
const two = simulations.normal.plan({ ...order, records: 2000, patterns: ["tenant-", "user-"] });
const hot = simulations["hot-key"].plan({ ...order, records: 1000, patterns: ["user-"] });

/** As it should be. */
export const sound = analysisOf({ plan: two, partitions: 6 });

/** With all that can go wrong: CRC32 instead of murmur2, failures, a broken contract. */
export const broken = analysisOf({
  plan: hot,
  partitions: 12,
  seenAt: (key) => (key === null ? 0 : partitionFor(key, 12, "crc32")),
  contract: { max_partition_share: 0.2, sample_size: 100 },
  producing: {
    delivered: 985,
    failed: 10,
    unknown: 5,
    failures: [
      { reason: "Local: Message timed out", records: 1 },
      { reason: "Broker: Message size too large", records: 9 },
    ],
  },
  consuming: { records: 980, missing: 7, unconfirmed: 2, duplicates: 3, altered: 1, foreign: 4 },
});

/** Records without a key among the others. */
export const keyless = analysisOf({
  plan: planOf([
    ["a", 50],
    ["", 10],
    [null, 40],
  ]),
  partitions: 3,
  setting: "consistent_random",
});

/** No key decides. */
export const random = analysisOf({
  plan: two,
  partitions: 6,
  setting: "random",
  seenAt: (_, i) => i % 6,
});

export const wide = analysisOf({ plan: hot, partitions: 5000 });
export const single = analysisOf({ plan: two, partitions: 1 });
export const empty = analysisOf({ plan: planOf([]), partitions: 4 });

export const ANALYSES: Readonly<Record<string, Analysis>> = {
  sound,
  broken,
  keyless,
  random,
  wide,
  single,
  empty,
};

/** A report as a file would have it. */
export function renderAnalysis(
  report: AnalysisReport,
  analysis: Analysis,
  options: Partial<ReportOptions> = {},
): string {
  const defaults = { color: false, width: 80, version: "1.2.3", displayKey: keyDisplay("hash") };
  return report(analysis, { ...defaults, ...options });
}

/** The same analysis with this text wherever text comes from outside. */
export function withText(analysis: Analysis, text: string): Analysis {
  const { topic, keys, producing, patterns, strategies: results, gate } = analysis;
  return {
    ...analysis,
    topic: { ...topic, name: text, id: text, clusterId: text },
    keys: { ...keys, source: text },
    producing: { ...producing, client: text, failures: [{ reason: text, records: 10 }] },
    patterns: patterns.map((one) => ({ ...one, pattern: text })),
    strategies: results.map((one) => (one.strategy === "custom" ? { ...one, note: text } : one)),
    gate: gate && { ...gate, contract: { ...gate.contract, topic: text, keySource: text } },
  };
}
