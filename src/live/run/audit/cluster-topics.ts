import type { Resources } from "#adapters/engine/limits.ts";
import type { TalliedKeys } from "#adapters/key-counting.ts";
import type { TopicContract } from "#core/contract/contract.ts";
import { windowMsOf } from "#core/contract/window.ts";
import { clusterFacts } from "#live/core/audit/cluster-facts.ts";
import { type PartitionRecords, partitionRecords } from "#live/core/audit/partition-records.ts";
import type { ClusterAdmin, RecordReader } from "#live/core/cluster/cluster.ts";
import { bytesOfOffsets, type PlannedReading } from "#live/core/cluster/planned-reading.ts";
import type { LiveProgress } from "../progress.ts";
import { readingLimitsOf } from "../topic-keys/reading-limits.ts";
import { findWindow, offsetsIn, type TopicWindow } from "../topic-keys/topic-window.ts";
import { missingTopic, noRecordsIn, unreadPartition } from "./audit-errors.ts";
import type { AuditSettings } from "./audit-settings.ts";
import { type CountedTopic, countTopic } from "./count-topic.ts";
import { describeStates, type TopicStates } from "./topic-states.ts";
import { topicWindows } from "./topic-windows.ts";

/** So many that the share of a partition of 48 is known to 0.1 percentage points. */
const RECORDS = 100_000;
/** So many of the keys that a topic must have are likely in the sample if it has them. */
const RECORDS_PER_KEY = 10;
/** More records are read than kept, so that these are less often neighbors. */
const READ_PER_KEPT = 4;

export interface AuditContext {
  readonly admin: ClusterAdmin;
  readonly reader: RecordReader;
  readonly settings: AuditSettings;
  readonly signal: AbortSignal;
  readonly progress: LiveProgress;
}

/** The topics of a cluster that a contract is compared with. */
export class AuditedTopics {
  readonly #context: AuditContext;
  #states: TopicStates | undefined;

  constructor(context: AuditContext) {
    this.#context = context;
  }

  /** Partition counts of the topics that can be read, and why the others cannot. */
  async find(names: readonly string[]) {
    const states = await describeStates(names, this.#context.admin);
    this.#states = states;
    const partitions = new Map([...states.topics].map(([name, one]) => [name, one.partitions]));
    return { partitions, unreadable: states.unreadable };
  }

  /** @throws UserError if any partition cannot be read */
  async read(contract: TopicContract, resources: Resources): Promise<TalliedKeys> {
    const window = await this.#windowOf(contract.topic);
    const { reader, signal, progress, settings } = this.#context;
    const records = settings.records ?? recordsFor(contract);
    const isCensus = offsetsIn(window) <= records;
    const wanted = { ...settings, records };
    const limits = await readingLimitsOf(window, wanted, reader, signal);
    const counted = await countTopic(readAs(contract, isCensus), window, {
      ...limits,
      // What more could be read of one topic is too much of many.
      mostRead: Math.min(limits.mostRead, records * READ_PER_KEPT),
      ...{ reader, signal, resources, seed: settings.seed, windowMs: windowMsOf(contract) },
      onRead: (done, total) => progress.step("reading keys", done, total),
    });
    const [unread] = counted.read.unread;
    try {
      if (unread !== undefined) throw unreadPartition(contract.topic, unread);
      return await this.#withFacts(contract, window, counted, isCensus);
    } catch (error) {
      await counted.tallied.release();
      throw error;
    }
  }

  /** What `read` would read, without reading it. */
  async plan(contract: TopicContract): Promise<PlannedReading> {
    const window = await this.#windowOf(contract.topic);
    const { settings, reader } = this.#context;
    const records = settings.records ?? recordsFor(contract);
    const offsets = offsetsIn(window);
    const toRead = Math.min(offsets, records * READ_PER_KEPT);
    const { topic, spans } = window;
    const earliest = await reader.offsets(topic, "earliest");
    const newest = await reader.offsets(topic, "newest");
    const sizes = this.#states?.sizes?.get(topic.name);
    const counts = new Array<number>(topic.partitions).fill(0);
    for (const { partition, start, end } of spans) {
      counts[partition] = ((end - start) * toRead) / offsets;
    }
    const bytes = sizes && bytesOfOffsets(sizes, { earliest, newest }, counts);
    return { topic: topic.name, partitions: topic.partitions, offsets, toRead, bytes };
  }

  async #windowOf(topic: string): Promise<TopicWindow> {
    const described = this.#states?.topics.get(topic);
    if (described === undefined) throw missingTopic(topic);
    const { reader, settings } = this.#context;
    const window = await findWindow(described, reader, settings.sinceMs);
    if (offsetsIn(window) === 0) throw noRecordsIn(topic);
    return window;
  }

  async #withFacts(
    contract: TopicContract,
    window: TopicWindow,
    { tallied, read, lateShare }: CountedTopic,
    isCensus: boolean,
  ): Promise<TalliedKeys> {
    const { admin, signal } = this.#context;
    const config = this.#states?.configs.get(contract.topic);
    const cleanupPolicy = config?.get("cleanup.policy");
    const records = partitionRecords(window.spans, contract.partitions, {
      read: read.offsets,
      isCensus,
      isDeleteOnly: cleanupPolicy === "delete",
    });
    const isByBroker = config?.get("message.timestamp.type") === "LogAppendTime";
    const sampled = {
      ...{ window, records, time: tallied.details.time },
      lateShare: isByBroker ? 0 : lateShare,
    };
    const areRead = isCensus && contract.window?.unit !== "records";
    const windows = areRead
      ? tallied.details.windows
      : await topicWindows(contract, sampled, admin, signal);
    const cluster = this.#factsOf(contract.topic, window, records, cleanupPolicy);
    return { ...tallied, details: { ...tallied.details, windows, cluster } };
  }

  #factsOf(
    topic: string,
    { spans }: TopicWindow,
    records: PartitionRecords,
    cleanupPolicy: string | undefined,
  ) {
    const ends: number[] = [];
    for (const { partition, end } of spans) ends[partition] = end;
    const bytes = this.#states?.sizes?.get(topic);
    const groups = this.#states?.groups;
    return clusterFacts({ topic, records, bytes, cleanupPolicy, ends, groups });
  }
}

/** How many records a contract needs. */
function recordsFor({ limits: { sample_size = 0, min_unique_keys = 0 } }: TopicContract): number {
  return Math.max(RECORDS, sample_size, min_unique_keys * RECORDS_PER_KEY);
}

/** Windows of time are only complete if every record is read. */
function readAs(contract: TopicContract, isCensus: boolean): TopicContract {
  const { window } = contract;
  const isTimed = isCensus && window?.unit === "ms";
  return {
    ...contract,
    sample: isCensus ? "census" : "random",
    window: isTimed ? window : undefined,
  };
}
