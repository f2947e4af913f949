import { memoryBytesOf, type Resources } from "#adapters/engine/limits.ts";
import { KeyCounting, type TalliedKeys } from "#adapters/key-counting.ts";
import { besideRecords } from "#adapters/recorded-details.ts";
import type { TopicContract } from "#core/contract/contract.ts";
import { innerKeySink } from "#core/keys/key-sink.ts";
import { Lateness } from "#live/core/audit/lateness.ts";
import {
  readTopicKeys,
  type TopicKeys,
  type TopicKeysOptions,
} from "../topic-keys/read-topic-keys.ts";
import { offsetsIn, type TopicWindow } from "../topic-keys/topic-window.ts";

/** With more, the engine is faster. */
const FEW_OFFSETS = 50_000;

export interface CountOptions extends Omit<TopicKeysOptions, "sink"> {
  readonly resources: Resources;
  /** The length of the contract's windows of time; undefined if it has none. */
  readonly windowMs: number | undefined;
}

export interface CountedTopic {
  readonly tallied: TalliedKeys;
  readonly read: TopicKeys;
  /** The largest likely share of records that follow one of a later window of the contract. */
  readonly lateShare: number;
}

/**
 * Counts the keys of a window as the gate counts those of files, with where, when and how large their
 * records are.
 */
export async function countTopic(
  contract: TopicContract,
  window: TopicWindow,
  { resources: all, windowMs = Infinity, ...options }: CountOptions,
): Promise<CountedTopic> {
  // Bytes by key are counted like keys.
  const resources = { ...all, memoryBytes: memoryBytesOf(all) / 2 };
  const known = { hasBytes: true, isDetailed: true, files: 1 };
  const beside = await besideRecords(known, contract, resources);
  const counting = new KeyCounting(resources, beside.details);
  try {
    if (offsetsIn(window) > FEW_OFFSETS) await counting.useEngine();
    const sink = innerKeySink(counting, contract.keyFrame);
    const late = new Lateness(sink, windowMs);
    const read = await readTopicKeys(window, { ...options, sink: late });
    return { tallied: await beside.finish(counting), read, lateShare: late.mostShare };
  } catch (error) {
    await counting.release();
    await beside.release();
    throw error;
  }
}
