import { recordTime } from "../keys/details/record-time.ts";
import type { Partitioner } from "../partitioners/partitioner.ts";
import { DetailTally } from "../tally/detail-tally.ts";
import { NO_PARTITION } from "../tally/partition-tally.ts";
import { type SampleDetails, type Sampling, samplings } from "../tally/sample-details.ts";
import { bytesByPartition, type DetailsOfKey } from "../tally/settled-details.ts";
import { partitionerOf, type TallySpec } from "../tally/spec.ts";
import type { Tally } from "../tally/tally.ts";
import type { Window } from "../tally/window.ts";
import type { WindowTally } from "../tally/window-tally.ts";
import { DigestedKeys } from "./digested-keys.ts";
import { entryForm } from "./entry-form.ts";
import { fittingWindows, hasFittingWindows, SampleWindows } from "./read-windows.ts";
import { damagedSample, entryBytes, hashOffsets, type SampleHeader } from "./sample-format.ts";

/** The contract's windows. */
interface WindowTarget {
  readonly tally: WindowTally;
  readonly window: Window;
}

/** The combined keys of samples, and what else the samples say about their records. */
export class SampleSums {
  readonly keys: DigestedKeys;
  readonly #spec: TallySpec;
  readonly #details: DetailTally;
  /** The keys with their bytes instead of records, if known. */
  readonly #keyBytes: DigestedKeys;
  readonly #partitioner: Partitioner;
  readonly #hashOffset: number;
  readonly #entryBytes: number;
  readonly #headers: SampleHeader[] = [];
  readonly #target: WindowTarget | undefined;
  #lacksWindows = false;
  /** Of the sample that is being read, if the contract has windows. */
  windows: SampleWindows | undefined;

  /**
   * @param header the header of any of the samples, which all have the same secret and hashes
   * @param target receives the records of windows
   */
  constructor(
    header: Pick<SampleHeader, "hashes" | "secret" | "key_type">,
    spec: TallySpec,
    target?: WindowTarget,
  ) {
    this.#target = target;
    this.keys = new DigestedKeys(header);
    this.#keyBytes = new DigestedKeys(header);
    this.#spec = spec;
    const offsets = hashOffsets(header.hashes, header.key_type);
    this.#entryBytes = entryBytes(header.hashes);
    const form = entryForm(offsets, this.#entryBytes);
    this.#details = new DetailTally(spec, { form });
    this.#partitioner = partitionerOf(spec);
    this.#hashOffset = offsets.get(this.#partitioner.hash) ?? 0;
  }

  /** Whether a sample has no windows that add up to optional ones. */
  get lacksWindows(): boolean {
    return this.#lacksWindows;
  }

  get memoryBytes(): number {
    const { written } = this.#details;
    const windowBytes = this.windows?.memoryBytes ?? 0;
    return this.keys.memoryBytes + this.#keyBytes.memoryBytes + written.memoryBytes + windowBytes;
  }

  /**
   * Starts a sample, whose entries follow.
   *
   * @throws UserError if it lacks the contract's windows
   */
  begin(header: SampleHeader): void {
    this.#headers.push(header);
    this.windows = this.#target && this.#windowsOf(header, this.#target);
    const { first_record, newest_record, records = 0 } = header;
    if (newest_record === undefined) return;
    const firstMs = timeMs(first_record);
    const known = firstMs === undefined ? 0 : records;
    this.#details.addTime({ records: known, firstMs, lastMs: timeMs(newest_record) ?? 0 });
  }

  /** Adds the entry that begins at `start`. */
  addEntry(bytes: Uint8Array, start: number, records: number, details: DetailsOfKey): void {
    this.keys.add(bytes, start, records);
    const size = details.bytes ?? 0;
    if (size > 0) this.#keyBytes.add(bytes, start, size);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const { place } = this.#partitioner;
    const hash = view.getUint32(start + this.#hashOffset, true);
    const at = place(hash, this.#spec.partitions);
    this.windows?.addKey(at, records);
    this.#addDetails(at, records, details);
    const end = start + this.#entryBytes;
    for (const { partition, records: count } of details.partitions) {
      this.#details.written.add(bytes, start, end, { at, partition, count });
    }
  }

  /** Adds what is known about records with a null or an empty key. */
  addKeyless(kind: "null" | "empty", records: number, details: DetailsOfKey): void {
    const at = kind === "empty" ? this.#placeOfEmpty : NO_PARTITION;
    if (kind === "empty") this.#keyBytes.addWithout(0, details.bytes ?? 0);
    this.#addDetails(at, records, details);
    for (const { partition, records: count } of details.partitions) {
      if (kind === "null") this.#details.written.addNull(partition, count);
      else this.#details.written.add(new Uint8Array(0), 0, 0, { at, partition, count });
    }
  }

  addWithout(nullRecords: number, emptyRecords: number): void {
    this.keys.addWithout(nullRecords, emptyRecords);
  }

  /** The tally of these keys, where their records were written if the contract says so. */
  placedTally(tally: Tally): Tally {
    return this.#details.written.placedTally(tally);
  }

  /** As PartitionTally has it. */
  placeFinder(): ReturnType<DetailTally["written"]["placeFinder"]> {
    return this.#details.written.placeFinder();
  }

  /** @param said the sampling in the contract */
  details(said: Sampling | undefined): SampleDetails {
    const [first, ...others] = this.#headers.map(({ sample }) => sample);
    const isOne = others.every((other) => other === first);
    const own = isOne ? samplings.find((one) => one === first) : undefined;
    const parts = this.#headers.map(({ of_records }) => of_records);
    const areKnown = parts.length > 0 && parts.every((part) => part !== undefined);
    return {
      ...this.#details.result(this.#keyBytes),
      sampling: said ?? own,
      isSamplingSaid: said !== undefined,
      ofRecords: areKnown ? parts.reduce((sum, part) => sum + part, 0) : undefined,
    };
  }

  get #placeOfEmpty(): number {
    const { emptyKey, partitions } = this.#spec;
    const { hash, place } = this.#partitioner;
    return emptyKey === "hashed" ? place(hash(new Uint8Array(0), 0, 0), partitions) : NO_PARTITION;
  }

  #windowsOf(header: SampleHeader, { tally, window }: WindowTarget): SampleWindows | undefined {
    const { length, isOptional = false } = window;
    if (isOptional && !hasFittingWindows(header.windows, length)) {
      this.#lacksWindows = true;
      return undefined;
    }
    const own = fittingWindows(header.windows, length);
    const windows = new SampleWindows(own, tally, this.#spec.isRecorded);
    windows.addKey(NO_PARTITION, header.null_records);
    windows.addKey(this.#placeOfEmpty, header.empty_records);
    return windows;
  }

  #addDetails(at: number, records: number, details: DetailsOfKey): void {
    let recorded = 0;
    for (const one of details.partitions) {
      recorded += one.records;
    }
    if (recorded > records) throw damagedSample();
    if (details.bytes === undefined) return;
    const parts = this.#spec.isRecorded ? bytesByPartition(details, records) : undefined;
    if (parts === undefined) {
      const where = this.#spec.isRecorded ? NO_PARTITION : at;
      this.#details.addBytes(where, details.bytes, records);
    }
    details.partitions.forEach((one, i) => {
      if (parts !== undefined) this.#details.addBytes(one.partition, parts[i] ?? 0, one.records);
    });
  }
}

function timeMs(text: string | undefined): number | undefined {
  return text === undefined ? undefined : recordTime(text)?.ms;
}
