import type { DetailSink, RecordDetails } from "#core/keys/details/record-details.ts";
import type { KeyCounts } from "#core/keys/key-counts.ts";
import type { KeySink } from "#core/keys/key-sink.ts";
import { KeyTable } from "#core/keys/key-table.ts";
import type { SampleDetails } from "#core/tally/sample-details.ts";
import type { TallySpec } from "#core/tally/spec.ts";
import { type Tally, tallyKeys } from "#core/tally/tally.ts";
import type { Engine } from "./engine/engine.ts";
import type { Resources } from "./engine/limits.ts";

/** From here on the engine is faster and takes less memory. */
const MAX_TABLE_BYTES = 4 * 1024 * 1024;

const NO_KEYS = new KeyTable();

/** Told of all bytes read, for progress. */
export type OnRead = (bytes: number) => void;

export interface ReadOptions {
  /** Undefined for the plain table only, whatever memory that takes. */
  readonly resources?: Resources | undefined;
  readonly onRead?: OnRead | undefined;
}

export interface CountedKeys {
  readonly keys: KeyCounts;
  /** To be called when the keys are no longer needed. */
  release(): Promise<void>;
}

export interface TalliedKeys extends CountedKeys {
  /** Outlives the keys, as do details. */
  readonly tally: Tally;
  readonly details: SampleDetails;
}

/** Counts keys in a plain table while they are few, and in the engine once they are many. */
export class KeyCounting implements KeySink {
  #table = new KeyTable();
  #engine: Engine | undefined;
  /** Undefined where the engine is not wanted, or cannot run. */
  #resources: Resources | undefined;
  readonly #details: DetailSink | undefined;
  /** Whether a file told how many records have each key. */
  hasCounts = false;

  /** @param details takes what is known of records besides their keys */
  constructor(resources: Resources | undefined, details?: DetailSink) {
    this.#resources = resources;
    this.#details = details;
  }

  add(bytes: Uint8Array, start: number, end: number, count: number, details?: RecordDetails): void {
    (this.#engine ?? this.#table).add(bytes, start, end, count);
    if (details !== undefined) this.#details?.add(bytes, start, end, count, details);
  }

  addNull(count: number, details?: RecordDetails): void {
    (this.#engine ?? this.#table).addNull(count);
    if (details !== undefined) this.#details?.addNull(count, details);
  }

  /** The engine, if it counts. */
  get engine(): Engine | undefined {
    return this.#engine;
  }

  /** To be called now and then: many keys are for the engine, and a long stream for its threads. */
  async growIfNeeded(): Promise<void> {
    if (this.#engine !== undefined) await this.#engine.shareLines();
    else if (this.#table.memoryBytes >= MAX_TABLE_BYTES) await this.useEngine();
  }

  /** Goes over to the engine if it can run here. */
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

  /** Ends the counting; the keys and their tally. */
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
    // Results outlive the engine and the table, whose memory must not be held by them.
    const blocks = () => (this.#engine ?? this.#table).blocks();
    return { keys: { nullRecords, blocks }, release: () => this.release() };
  }

  /** Ends what still runs and frees what is on disk. */
  async release(): Promise<void> {
    await this.#engine?.release();
    this.#engine = undefined;
    // Results are kept for all topics, keys are not.
    this.#table = NO_KEYS;
  }
}
