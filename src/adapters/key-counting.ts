import type { DetailSink, RecordDetails } from "#core/keys/details/record-details.ts";
import type { KeyCounts } from "#core/keys/key-counts.ts";
import type { KeySink } from "#core/keys/key-sink.ts";
import { KeyTable } from "#core/keys/key-table.ts";
import type { PartitionTally } from "#core/tally/partition-tally.ts";
import type { SampleDetails } from "#core/tally/sample-details.ts";
import type { TallySpec } from "#core/tally/spec.ts";
import { type Tally, tallyKeys } from "#core/tally/tally.ts";
import type { Engine } from "./engine/engine.ts";
import type { Resources } from "./engine/limits.ts";

/** From this size on, the engine is faster and needs less memory. */
const MAX_TABLE_BYTES = 4 * 1024 * 1024;

const NO_KEYS = new KeyTable();

/** Called with the number of bytes read, for progress. */
export type OnRead = (bytes: number) => void;

export interface ReadOptions {
  /** Undefined to use only the plain table, whatever memory it needs. */
  readonly resources?: Resources | undefined;
  readonly onRead?: OnRead | undefined;
}

export interface CountedKeys {
  readonly keys: KeyCounts;
  /** Call this when the keys are no longer needed. */
  release(): Promise<void>;
}

export interface TalliedKeys extends CountedKeys {
  /** Valid after the keys are released, like details. */
  readonly tally: Tally;
  readonly details: SampleDetails;
  /** What finds where most records of a block's keys were written, if that counts. */
  readonly placeFinder?: PartitionTally["placeFinder"] | undefined;
}

/** Counts few keys in a plain table, and many keys in the engine. */
export class KeyCounting implements KeySink {
  #table = new KeyTable();
  #engine: Engine | undefined;
  /** Undefined if the engine is not to be used, or cannot run. */
  #resources: Resources | undefined;
  /** Receives what is known about records besides their keys. */
  readonly details: DetailSink | undefined;
  readonly #inOrder: KeySink | undefined;
  /** Whether a file had counts. */
  hasCounts = false;

  /** @param inOrder receives all keys in the order of their records */
  constructor(resources: Resources | undefined, details?: DetailSink, inOrder?: KeySink) {
    this.#resources = resources;
    this.details = details;
    this.#inOrder = inOrder;
  }

  add(bytes: Uint8Array, start: number, end: number, count: number, details?: RecordDetails): void {
    (this.#engine ?? this.#table).add(bytes, start, end, count);
    this.#inOrder?.add(bytes, start, end, count, details);
    if (details !== undefined) this.details?.add(bytes, start, end, count, details);
  }

  addNull(count: number, details?: RecordDetails): void {
    (this.#engine ?? this.#table).addNull(count);
    this.#inOrder?.addNull(count, details);
    if (details !== undefined) this.details?.addNull(count, details);
  }

  /** Whether every key must come through add(), in the order of the records. */
  get isInOrder(): boolean {
    return this.#inOrder !== undefined;
  }

  /** The engine, if it is in use. */
  get engine(): Engine | undefined {
    return this.#engine;
  }

  /**
   * Call this regularly. Switches to the engine if there are many keys, and to its threads for a
   * long stream.
   */
  async growIfNeeded(): Promise<void> {
    if (this.#engine !== undefined) await this.#engine.shareLines();
    else if (this.#table.memoryBytes >= MAX_TABLE_BYTES) await this.useEngine();
  }

  /** Switches to the engine if it can run here. */
  async useEngine(): Promise<Engine | undefined> {
    if (this.#engine !== undefined || this.#resources === undefined) return this.#engine;
    const { Engine } = await import("./engine/engine.ts");
    const engine = Engine.create(this.#resources);
    if (engine === undefined) {
      this.#resources = undefined;
      return undefined;
    }
    this.#table.addTo(engine);
    this.#table = new KeyTable();
    this.#engine = engine;
    return engine;
  }

  /** Ends the counting; returns the keys and their tally. */
  async tally(spec: TallySpec): Promise<Omit<TalliedKeys, "details">> {
    const tally = await this.#engine?.tally(spec);
    const counted = this.#counted();
    return { ...counted, tally: tally ?? tallyKeys(counted.keys, spec) };
  }

  /** Ends the counting. */
  async finish(): Promise<CountedKeys> {
    await this.#engine?.finish();
    return this.#counted();
  }

  #counted(): CountedKeys {
    const { nullRecords } = this.#engine ?? this.#table;
    // Results outlive the engine and the table, and must not keep their memory alive.
    const blocks = () => (this.#engine ?? this.#table).blocks();
    return { keys: { nullRecords, blocks }, release: () => this.release() };
  }

  /** Stops running threads and frees disk space. */
  async release(): Promise<void> {
    await this.#engine?.release();
    this.#engine = undefined;
    // Results of all topics are kept, but not their keys.
    this.#table = NO_KEYS;
  }
}
