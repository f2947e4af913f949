import type { TopicContract } from "#core/contract/contract.ts";
import { phrase } from "#core/errors/phrase.ts";
import { UserError } from "#core/errors/user-error.ts";
import { plural, whole } from "#core/text/format.ts";
import type { Cleanup } from "#live/adapters/cleanup-stack.ts";
import type { Journal } from "#live/adapters/journal.ts";
import type { LoadedClient } from "#live/adapters/kafka/native-client.ts";
import { KafkaRecordProducer } from "#live/adapters/kafka/producer.ts";
import type { Analysis, Producing } from "#live/core/analysis/analysis.ts";
import { summarizeLoads } from "#live/core/analysis/load-summary.ts";
import { notJudged } from "#live/core/analysis/not-judged.ts";
import { PartitionerComparer } from "#live/core/analysis/partitioner-comparer.ts";
import {
  type ProducerPartitionerName,
  producerPartitioners,
} from "#live/core/analysis/producer-partitioner.ts";
import { RecordCheck } from "#live/core/analysis/record-check.ts";
import type { CustomPartitioner } from "#live/core/analysis/strategies/strategy.ts";
import type { ClusterAdmin } from "#live/core/cluster/cluster.ts";
import type { Connection } from "#live/core/cluster/connection.ts";
import type { CostCounter } from "#live/core/cluster/costs.ts";
import type { KeyPlan, PlanOrder } from "#live/core/traffic/key-plan.ts";
import { RecordValues } from "#live/core/traffic/record-values.ts";
import { judgeLive } from "./judge-live.ts";
import { createTestTopic, type TestTopic } from "./own-topic.ts";
import { produce } from "./produce.ts";
import type { LiveProgress } from "./progress.ts";
import { readBack } from "./read-back.ts";
import { simulate } from "./simulate.ts";

/** What to analyze. */
export interface AnalyzeRequest {
  readonly topic: TestTopic;
  readonly plan: KeyPlan;
  /** A simulation's name, or where the keys were read from. */
  readonly source: string;
  readonly order: PlanOrder;
  readonly setting: ProducerPartitionerName;
  readonly valueBytes: number;
  readonly deliveryTimeoutMs: number;
  /** To read back; may be Infinity. */
  readonly maxBytesPerSecond: number;
  readonly custom?: CustomPartitioner | undefined;
  readonly contract?: TopicContract | undefined;
}

/** The connected cluster, and what a run needs besides. */
export interface AnalyzeContext {
  readonly connection: Connection;
  readonly admin: ClusterAdmin;
  readonly costs: CostCounter;
  readonly client: LoadedClient;
  readonly journal: Journal;
  readonly cleanup: Cleanup;
  readonly progress: LiveProgress;
  /** 8 bytes, unique to this run. */
  readonly runId: Uint8Array;
}

/**
 * Produces to a new topic, reads all records back and compares.
 *
 * @throws UserError if the cluster, the network or a permission prevents it
 */
export async function analyzeCluster(
  request: AnalyzeRequest,
  context: AnalyzeContext,
): Promise<Analysis> {
  const { plan, topic, order, valueBytes, custom } = request;
  const { admin, connection, cleanup, progress } = context;
  const cluster = await admin.describe();
  const { partitions } = topic;
  // Before anything is sent, because a user's partitioner may fail.
  const strategies = await simulate(
    { plan, partitions, seed: order.seed, valueBytes, custom },
    { signal: cleanup.signal, progress },
  );
  const runId = Buffer.from(context.runId).toString("hex");
  const { bootstrap } = connection;
  const id = await createTestTopic(topic, { ...context, clusterId: cluster.id, bootstrap, runId });
  progress.note(`topic ${topic.name}, ${partitions} partitions`);
  const measured = await sendAndRead(request, context);
  const described = await admin.topic(topic.name);
  const replicationFactor = described?.replicationFactor ?? topic.replicationFactor;
  return {
    topic: { ...topic, id, clusterId: cluster.id, replicationFactor },
    keys: { source: request.source, seed: order.seed, ...keysOf(plan) },
    strategies,
    ...measured,
    costs: context.costs.total(),
  };
}

type Measured = Omit<Analysis, "topic" | "keys" | "strategies" | "costs">;

/** Sends all records, reads them back and compares. */
async function sendAndRead(request: AnalyzeRequest, context: AnalyzeContext): Promise<Measured> {
  const { plan, topic, setting, valueBytes, contract, maxBytesPerSecond } = request;
  const { partitions } = topic;
  const { partitioner, emptyKey } = producerPartitioners[setting];
  const values = new RecordValues(context.runId, valueBytes);
  const comparer = new PartitionerComparer(partitions, partitioner);
  const placesEmptyKey = emptyKey === "hashed";
  const check = new RecordCheck({ plan, values, partitions, comparer, placesEmptyKey });
  const sent = await produceAll(request, context, values, check);
  const reading = { topic, check, maxBytesPerSecond, ...context };
  const { producing, consuming } = await readBack(sent, reading).catch((error) => {
    throw withDeliveries(error, sent);
  });
  return {
    producing,
    consuming,
    actual: summarizeLoads(check.loads),
    partitioners: comparer.result(),
    compared: comparer.compared,
    explainedBy: comparer.explaining(),
    patterns: check.patternShares(),
    found: check.found(),
    gate: contract && judgeLive(contract, check),
    notJudged: contract && notJudged(contract, setting),
  };
}

/** Reports what was delivered even if it cannot be read back. */
function withDeliveries(error: unknown, { delivered, failed }: Producing): unknown {
  if (!(error instanceof UserError)) return error;
  const { what } = error.details;
  const numbers = `${plural(delivered, "record")} delivered, ${whole(failed)} failed`;
  return new UserError({
    ...error.details,
    what: phrase`${numbers}; reading back failed: ${what}`,
  });
}

function keysOf({ records, distinctKeys, nullRecords, isShuffled }: KeyPlan) {
  const keys = distinctKeys - (nullRecords > 0 ? 1 : 0);
  return { records, distinctKeys: keys, nullRecords, isShuffled };
}

async function produceAll(
  { plan, topic, setting, deliveryTimeoutMs }: AnalyzeRequest,
  { connection, client, cleanup, progress }: AnalyzeContext,
  values: RecordValues,
  check: RecordCheck,
): Promise<Producing> {
  const producer = await KafkaRecordProducer.connect(client, connection, {
    topic: topic.name,
    partitioner: setting,
    deliveryTimeoutMs,
    onFailure: (value) => check.fail(value),
  });
  try {
    const startMs = performance.now();
    const { signal } = cleanup;
    const { delivered, failed, reasons } = await produce(producer, {
      plan,
      values,
      signal,
      progress,
    });
    return {
      client: producer.client,
      setting,
      expected: producerPartitioners[setting].partitioner,
      delivered,
      failed,
      // Corrected when the end offsets are known.
      unknown: 0,
      failures: [...reasons].map(([reason, records]) => ({ reason, records })),
      tookMs: performance.now() - startMs,
    };
  } finally {
    await producer.close();
  }
}
