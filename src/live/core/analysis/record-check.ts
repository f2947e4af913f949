import type { FoundPartitioners } from "#core/tally/found-partitioners.ts";
import { PlacementEvidence, plainKeys } from "#core/tally/placement-evidence.ts";
import type { KeyPlan } from "../traffic/key-plan.ts";
import type { RecordValues } from "../traffic/record-values.ts";
import type { Consuming, PatternShare } from "./analysis.ts";
import type { PartitionerComparer } from "./partitioner-comparer.ts";

/** A record that was read back. */
interface SeenRecord {
  readonly partition: number;
  readonly key: Uint8Array | null;
  readonly value: Uint8Array | null;
}

export interface RecordCheckOptions {
  readonly plan: KeyPlan;
  readonly values: RecordValues;
  readonly partitions: number;
  readonly comparer: PartitionerComparer;
  /** Whether the producer places the empty key by its hash. */
  readonly placesEmptyKey: boolean;
}

/** Compares every record that is read back with what was sent. */
export class RecordCheck {
  readonly #options: RecordCheckOptions;
  /** Records per partition, each counted once. */
  readonly loads: Float64Array;
  /** Only records whose keys decide the partition. */
  readonly placedLoads: Float64Array;
  /** Records by the ordinal of their key. */
  readonly #counts: Uint32Array;
  readonly #seen: Flags;
  readonly #failed: Flags;
  readonly #patternLoads: Float64Array[];
  /** Which partitioners explain where the records are, if the expected one does not. */
  readonly #evidence: PlacementEvidence;
  #records = 0;
  #duplicates = 0;
  #altered = 0;
  #foreign = 0;
  #unconfirmed = 0;

  constructor(options: RecordCheckOptions) {
    const { plan, partitions } = options;
    this.#options = options;
    this.loads = new Float64Array(partitions);
    this.placedLoads = new Float64Array(partitions);
    this.#counts = new Uint32Array(plan.distinctKeys);
    this.#seen = new Flags(plan.records);
    this.#failed = new Flags(plan.records);
    this.#evidence = new PlacementEvidence({
      partitions,
      hashedAs: "string",
      keepsAll: false,
      maxBytes: Infinity,
      form: plainKeys,
    });
    this.#patternLoads = plan.patterns.map(() => new Float64Array(partitions));
  }

  /** Marks a record, by its value, as reported as failed by the producer. */
  fail(value: Uint8Array): void {
    this.#failed.set(this.#options.values.sequenceOf(value));
  }

  /** Checks a record that was read back. */
  take({ partition, key, value }: SeenRecord): void {
    const { plan, values, comparer, placesEmptyKey } = this.#options;
    const sequence = values.sequenceOf(value);
    if (sequence < 0 || sequence >= plan.records) this.#foreign++;
    else if (!this.#seen.set(sequence)) this.#duplicates++;
    else {
      if (this.#failed.has(sequence)) this.#unconfirmed++;
      const ordinal = plan.ordinalAt(sequence);
      if (!isSame(key, plan.key(ordinal))) this.#altered++;
      this.#records++;
      (this.loads[partition] as number)++;
      (this.#counts[ordinal] as number)++;
      const ofPattern = this.#patternLoads[plan.patternOf(ordinal)] as Float64Array;
      (ofPattern[partition] as number)++;
      if (key === null || (key.length === 0 && !placesEmptyKey)) return;
      (this.placedLoads[partition] as number)++;
      const at = comparer.add(key, partition);
      this.#evidence.add(key, 0, key.length, { at, partition, count: 1 });
    }
  }

  /** Undefined if the expected partitioner explains where the records are. */
  found(): FoundPartitioners | undefined {
    return this.#evidence.found();
  }

  /** @param delivered records that the brokers acknowledged */
  consuming(delivered: number): Omit<Consuming, "tookMs"> {
    return {
      records: this.#records,
      missing: delivered - (this.#records - this.#unconfirmed),
      unconfirmed: this.#unconfirmed,
      duplicates: this.#duplicates,
      altered: this.#altered,
      foreign: this.#foreign,
    };
  }

  patternShares(): PatternShare[] {
    const { plan } = this.#options;
    const records = plan.patterns.map(() => 0);
    const distinctKeys = plan.patterns.map(() => 0);
    this.#counts.forEach((count, ordinal) => {
      const pattern = plan.patternOf(ordinal);
      (records[pattern] as number) += count;
      if (count > 0) (distinctKeys[pattern] as number)++;
    });
    return plan.patterns.map((pattern, i) => ({
      pattern,
      records: records[i] as number,
      distinctKeys: distinctKeys[i] as number,
      loads: this.#patternLoads[i] as Float64Array,
    }));
  }

  /** Every key that was read, with its number of records. */
  *keys(): Iterable<readonly [key: Uint8Array | null, records: number]> {
    const { plan } = this.#options;
    for (let ordinal = 0; ordinal < plan.distinctKeys; ordinal++) {
      const count = this.#counts[ordinal] as number;
      if (count > 0) yield [plan.key(ordinal), count];
    }
  }
}

/** One bit per record. */
class Flags {
  readonly #bits: Uint8Array;

  constructor(count: number) {
    this.#bits = new Uint8Array(Math.ceil(count / 8));
  }

  has(i: number): boolean {
    return (((this.#bits[i >>> 3] as number) >>> (i & 7)) & 1) === 1;
  }

  /** Returns false if it was already set. */
  set(i: number): boolean {
    if (this.has(i)) return false;
    (this.#bits[i >>> 3] as number) |= 1 << (i & 7);
    return true;
  }
}

function isSame(a: Uint8Array | null, b: Uint8Array | null): boolean {
  if (a === null || b === null) return a === b;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
