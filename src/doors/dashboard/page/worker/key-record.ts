import type { TopicContract } from "#core/contract/contract.ts";
import { windowMsOf } from "#core/contract/window.ts";
import type { RecordDetails } from "#core/keys/details/record-details.ts";
import type { KeySink } from "#core/keys/key-sink.ts";
import { KeyTable } from "#core/keys/key-table.ts";
import { DetailTally } from "#core/tally/detail-tally.ts";
import { KeyDetails } from "#core/tally/key-details.ts";
import type { WindowOptions } from "#core/tally/key-windows.ts";
import { openWindows } from "#core/tally/open-windows.ts";
import type { SampleDetails } from "#core/tally/sample-details.ts";
import type { SettledDetails } from "#core/tally/settled-details.ts";
import { tallySpec } from "#core/tally/spec.ts";
import { type Tally, tallyKeys } from "#core/tally/tally.ts";

/** The keys of the files that were read, and other details of their records. */
export class KeyRecord implements KeySink {
  readonly table = new KeyTable();
  hasCounts = false;
  readonly #details: KeyDetails;
  #settled: SettledDetails | undefined;
  /** The keys with their bytes as counts. */
  #keyBytes: KeyTable | undefined;

  /** @param windows the length of the windows that are to be measured */
  constructor(windows?: WindowOptions) {
    this.#details = new KeyDetails(windows);
  }

  add(bytes: Uint8Array, start: number, end: number, count: number, details?: RecordDetails): void {
    this.table.add(bytes, start, end, count);
    if (details !== undefined) this.#details.add(bytes, start, end, count, details);
  }

  addNull(count: number, details?: RecordDetails): void {
    this.table.addNull(count);
    if (details !== undefined) this.#details.addNull(count, details);
  }

  /** Call when all files are read. The contract's partition count may differ between calls. */
  judgedBy(contract: TopicContract): { readonly tally: Tally; readonly details: SampleDetails } {
    const { sample } = contract;
    const isNew = this.#keyBytes === undefined;
    this.#keyBytes ??= new KeyTable();
    const details = new DetailTally(contract, { keyBytes: isNew ? this.#keyBytes : undefined });
    this.#settled ??= this.#details.settle();
    this.#settled.addTo(details);
    const { time } = this.#details;
    if (time !== undefined) details.addTime(time);
    const tally = details.written.placedTally(tallyKeys(this.table, tallySpec(contract)));
    return {
      tally,
      details: {
        ...details.result(this.#keyBytes),
        sampling: sample ?? (this.hasCounts ? undefined : "random"),
        isSamplingSaid: sample !== undefined,
        windows: this.#windows(this.#settled, contract, tally),
      },
    };
  }

  /** Undefined while the keys are read again for windows of another length. */
  #windows(settled: SettledDetails, contract: TopicContract, tally: Tally) {
    const { windows } = this.#details;
    if (windows === undefined || windows.lengthMs !== windowMsOf(contract)) return undefined;
    const open = openWindows(contract, 1);
    if (open?.byTime === undefined) return undefined;
    settled.addWindowsTo(open.byTime, windows, contract);
    return open.result(tally, this.hasCounts);
  }
}
