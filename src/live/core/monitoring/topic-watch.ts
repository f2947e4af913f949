import type { TopicContract } from "#core/contract/contract.ts";
import { type GroupFacts, groupsOfTopic } from "../groups/group-facts.ts";
import { type Growth, GrowthWindow } from "./growth-window.ts";
import { type LiveFinding, liveFindings } from "./live-rules.ts";
import { type LiveSpread, liveSpread, type SampledKeys } from "./live-spread.ts";
import type { ByPartition, ObservedDetails, ObservedTopic } from "./observation.ts";

/** What is known of a topic that exists. */
export interface TopicState {
  readonly partitions: number;
  /** Partitions whose offset the last observation could not read. */
  readonly unknownPartitions: number;
  /** Undefined until there are two observations. */
  readonly records: Growth | undefined;
  /** The same of its bytes on disk; undefined if they are not known. */
  readonly bytes: Growth | undefined;
  readonly recordRates: ByPartition;
  readonly byteRates: ByPartition;
  readonly sizes: ByPartition;
  /** Undefined if there was no record in the window. */
  readonly spread: LiveSpread | undefined;
  readonly findings: readonly LiveFinding[];
  readonly groups: readonly GroupFacts[];
}

interface History {
  readonly id: string;
  readonly ends: GrowthWindow;
  readonly sizes: GrowthWindow;
}

/** Follows one topic of the contract. */
export class TopicWatch {
  readonly contract: TopicContract;
  /** Undefined while the topic does not exist or cannot be seen. */
  state: TopicState | undefined;
  /** Of a random sample of the window, if one is taken. */
  keys: SampledKeys | undefined;
  readonly #windowMs: number;
  #history: History | undefined;
  #sizes: ByPartition = [];

  constructor(contract: TopicContract, windowMs: number) {
    this.contract = contract;
    this.#windowMs = windowMs;
  }

  /** Begins the window at an earlier time, so that it need not be observed for its whole length. */
  begin(atMs: number, { id, ends }: ObservedTopic): void {
    this.#historyOf(id).ends.add(atMs, ends);
  }

  /**
   * @param topic undefined if it does not exist
   * @param details what is read less often
   */
  take(atMs: number, topic: ObservedTopic | undefined, details: ObservedDetails | undefined): void {
    if (topic === undefined) {
      this.#history = undefined;
      this.state = undefined;
      return;
    }
    const { ends, sizes } = this.#historyOf(topic.id);
    ends.add(atMs, topic.ends);
    if (details !== undefined) {
      this.#sizes = details.sizes?.get(topic.name) ?? [];
      sizes.add(atMs, this.#sizes);
    }
    this.state = this.#stateOf(topic, { ends, sizes }, details);
  }

  #historyOf(id: string): History {
    if (this.#history?.id !== id) {
      const ends = new GrowthWindow(this.#windowMs);
      this.#history = { id, ends, sizes: new GrowthWindow(this.#windowMs) };
      this.#sizes = [];
      this.keys = undefined;
      this.state = undefined;
    }
    return this.#history;
  }

  #stateOf(
    { name, ends }: ObservedTopic,
    history: Pick<History, "ends" | "sizes">,
    details: ObservedDetails | undefined,
  ): TopicState {
    const records = history.ends.growth();
    const bytes = history.sizes.growth();
    const loads = records?.byPartition ?? new Float64Array(ends.length);
    const { contract, keys } = this;
    const spread = liveSpread(contract, { records: loads, bytes: bytes?.byPartition, keys });
    // Lag is the difference between offsets that were read at the same time.
    const groups = details && groupsOfTopic(details.groups ?? [], { topic: name, ends, loads });
    return {
      partitions: ends.length,
      unknownPartitions: ends.filter((end) => end === undefined).length,
      records,
      bytes,
      recordRates: history.ends.rates(),
      byteRates: history.sizes.rates(),
      sizes: this.#sizes,
      spread,
      findings: liveFindings(contract, spread),
      groups: groups ?? this.state?.groups ?? [],
    };
  }
}
