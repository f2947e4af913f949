import { setTimeout } from "node:timers/promises";
import { type Connection as BrokerConnection, ProtocolError } from "@platformatic/kafka";
import type { CostCounter } from "#live/core/cluster/costs.ts";
import { BatchError } from "#live/core/records/batch-error.ts";
import type { BatchReader } from "#live/core/records/batch-reader.ts";
import { hasApiError } from "../failure-signs.ts";
import { withTimeout } from "../with-timeout.ts";
import type { Brake } from "./brake.ts";
import { BrokerLoop, type LoopContext } from "./broker-loop.ts";
import type { Brokers, Leaders } from "./brokers.ts";
import type { Cursor } from "./cursor.ts";
import { isPassing } from "./passing-errors.ts";

const RETRY_PAUSE_MS = 100;
const TIMEOUT_MS = 9_000;
/** After this time, all brokers know of a new topic: one that is not known was deleted. */
const NEW_TOPIC_MS = 5_000;

const NO_TOPIC = new ProtocolError("UNKNOWN_TOPIC_OR_PARTITION");

/** Why a topic that was deleted and created again is not read. */
export const REPLACED = "the topic was deleted and created again";

export interface DispatcherOptions {
  readonly brokers: Brokers;
  readonly batches: BatchReader;
  readonly brake: Brake;
  readonly rack: string;
  readonly costs: CostCounter | undefined;
  readonly stallMs: number;
  readonly explain: (error: unknown) => Error;
}

/** Has every cursor read by the broker that leads its partition, also after failures. */
export class Dispatcher implements LoopContext {
  readonly brake: Brake;
  readonly rack: string;
  readonly batches: BatchReader;
  readonly costs: CostCounter | undefined;
  readonly #options: DispatcherOptions;
  readonly #loops = new Map<number, BrokerLoop>();
  /** Cursors whose broker is not known, with the error after which it is not. */
  readonly #lost = new Map<Cursor, unknown>();
  #isPlacing = false;
  #hasAnswered = false;

  constructor(options: DispatcherOptions) {
    const { brake, rack, batches, costs } = options;
    this.brake = brake;
    this.rack = rack;
    this.batches = batches;
    this.costs = costs;
    this.#options = options;
  }

  /** Reads from the cursor's position on, until its reading no longer wants it. */
  dispatch(cursors: readonly Cursor[]): void {
    for (const cursor of cursors) this.#lost.set(cursor, undefined);
    void this.#place();
  }

  connect(broker: number): Promise<BrokerConnection> {
    return this.#options.brokers.connect(broker);
  }

  onPreferred(cursor: Cursor, replica: number): void {
    cursor.replica = replica;
    this.dispatch([cursor]);
  }

  onQuiet(cursor: Cursor): void {
    this.#giveUpIfStalled(cursor, undefined);
  }

  onFailure(cursor: Cursor, broker: number, error: unknown): void {
    const isFollower = cursor.replica !== undefined;
    cursor.replica = undefined;
    if (error instanceof BatchError) cursor.reading.giveUp(cursor, error.message);
    else if (hasApiError(error, "OFFSET_OUT_OF_RANGE")) {
      if (isFollower) this.#lose(cursor, error);
      else void this.#reposition(cursor, broker);
    } else if (isPassing(error)) this.#lose(cursor, error);
    else this.#refuse(cursor, error);
  }

  #lose(cursor: Cursor, error: unknown): void {
    this.#lost.set(cursor, error);
    void this.#place();
  }

  #refuse(cursor: Cursor, error: unknown): void {
    this.#lost.delete(cursor);
    cursor.reading.fail(this.#options.explain(error));
  }

  /** Goes on where the log begins now, if its beginning was deleted. */
  async #reposition(cursor: Cursor, broker: number): Promise<void> {
    const { topic, partition } = cursor;
    try {
      const asked = this.#options.brokers.offsetsAt(broker, topic, [partition], "earliest");
      const first = Number((await withTimeout(asked, TIMEOUT_MS)).get(partition));
      if (first <= cursor.next) return cursor.reading.giveUp(cursor, "its log ends earlier now");
      this.costs?.skip(Math.min(first, cursor.end) - cursor.next);
      cursor.next = first;
      if (first < cursor.end) this.dispatch([cursor]);
      else cursor.reading.finish(cursor);
    } catch (error) {
      if (isPassing(error)) this.#lose(cursor, error);
      else this.#refuse(cursor, error);
    }
  }

  /** Places all cursors that are lost, again and again until none is. */
  async #place(): Promise<void> {
    if (this.#isPlacing) return;
    this.#isPlacing = true;
    while (this.#lost.size > 0) {
      // Otherwise, a broker that fails at once would be asked again at once.
      if ([...this.#lost.values()].every(Boolean)) await setTimeout(RETRY_PAUSE_MS);
      await this.#placeOnce();
    }
    this.#isPlacing = false;
  }

  async #placeOnce(): Promise<void> {
    const cursors = [...this.#lost.keys()];
    const topics = new Set(cursors.map(({ topic }) => topic));
    try {
      const leaders = await withTimeout(this.#options.brokers.leaders([...topics]), TIMEOUT_MS);
      this.#hasAnswered = true;
      for (const cursor of cursors) this.#placeAt(cursor, leaders);
    } catch (error) {
      for (const cursor of cursors) {
        if (!this.#hasAnswered || !isPassing(error)) this.#refuse(cursor, error);
        else {
          this.#lost.set(cursor, error);
          this.#giveUpIfStalled(cursor, error);
        }
      }
    }
  }

  #placeAt(cursor: Cursor, leaders: Leaders): void {
    const topic = leaders.get(cursor.topic);
    if (topic?.isDenied) {
      this.#refuse(cursor, new ProtocolError("TOPIC_AUTHORIZATION_FAILED"));
      return;
    }
    if (topic?.isReplaced) {
      this.#lost.delete(cursor);
      cursor.reading.giveUp(cursor, REPLACED);
      return;
    }
    if (topic === undefined) {
      this.#lost.set(cursor, NO_TOPIC);
      this.#giveUpIfStalled(cursor, NO_TOPIC, NEW_TOPIC_MS);
      return;
    }
    const broker = cursor.replica ?? topic.ids[cursor.partition] ?? -1;
    const error = this.#lost.get(cursor) ?? new ProtocolError("LEADER_NOT_AVAILABLE");
    const isFirst = this.#lost.get(cursor) === undefined;
    if (broker >= 0) this.#lost.delete(cursor);
    else this.#lost.set(cursor, error);
    if (broker < 0 || !isFirst) this.#giveUpIfStalled(cursor, error);
    if (broker >= 0 && cursor.reading.wants(cursor)) this.#loopAt(broker).add(cursor);
  }

  #giveUpIfStalled(cursor: Cursor, error: unknown, mostMs = Number.POSITIVE_INFINITY): void {
    if (!cursor.reading.wants(cursor)) this.#lost.delete(cursor);
    if (Date.now() - cursor.quietMs <= Math.min(this.#options.stallMs, mostMs)) return;
    this.#lost.delete(cursor);
    cursor.reading.giveUp(cursor, reasonOf(error));
  }

  #loopAt(broker: number): BrokerLoop {
    const loop = this.#loops.get(broker) ?? new BrokerLoop(broker, this);
    this.#loops.set(broker, loop);
    return loop;
  }
}

function reasonOf(error: unknown): string {
  if (error === NO_TOPIC) return "the topic no longer exists";
  if (hasApiError(error, "LEADER_NOT_AVAILABLE")) return "it has no leader";
  return "no record arrived in time";
}
