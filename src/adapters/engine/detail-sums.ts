import type { TimeUnit } from "#core/keys/details/record-time.ts";
import type { RowPlan } from "#core/keys/row-plan.ts";
import type { TopicPlacement } from "#core/tally/detail-tally.ts";
import type { RecordedDetails } from "#core/tally/recorded-details.ts";
import { partitionerOf } from "#core/tally/spec.ts";
import type { Counter } from "./counter.ts";
import { meanings } from "./kernel.ts";
import { kernelPlacement } from "./kernel-placement.ts";

/** The numbers in kernel/times.ts. */
const UNITS: Readonly<Record<TimeUnit, number>> = { s: 1, ms: 2, µs: 3, ns: 4, "ISO 8601": 5 };
/** The sums in kernel/details.ts before those by partition. */
const SUMS = 9;
const FIRST = 5;

/** What the kernel adds up of records besides their keys. */
export class DetailSums {
  readonly #counter: Counter;
  readonly #partitions: number;
  readonly #at: number;

  constructor(counter: Counter, by: TopicPlacement, plan: RowPlan) {
    const { places, unit } = plan.details;
    const { kernel } = counter;
    const { partitions } = by;
    const placement = kernelPlacement(partitionerOf(by));
    if (placement === undefined) throw new Error("the kernel does not know the partitioner");
    this.#counter = counter;
    this.#partitions = partitions;
    this.#at = counter.room("sums", 8 * (SUMS + 2 * partitions));
    const sums = this.#sums().fill(0);
    sums[FIRST] = Infinity;
    sums[FIRST + 1] = -Infinity;
    const { hash, rule } = placement;
    kernel.setSums(this.#at, partitions, hash, rule, by.emptyKey === "hashed");
    const named = places.filter(({ isNamed }) => isNamed);
    const bits = named.reduce((sum, { field }) => sum | (1 << meanings[field]), 0);
    kernel.setDetails(bits, unit === undefined ? 0 : UNITS[unit], addsKey(plan));
  }

  result(): RecordedDetails {
    const all = this.#sums();
    const at = (i: number) => all[i] as number;
    const [records, timed, sized] = [at(0), at(4), at(7)];
    const counts = all.slice(SUMS, SUMS + this.#partitions);
    const loads = all.slice(SUMS + this.#partitions);
    return {
      recorded:
        records > 0
          ? {
              records,
              comparedRecords: at(1),
              agreeingRecords: at(2),
              outsideRecords: at(3),
              counts,
            }
          : undefined,
      time: timed > 0 ? { records: timed, firstMs: at(FIRST), lastMs: at(FIRST + 1) } : undefined,
      bytes: sized > 0 ? { records: sized, total: at(8), loads } : undefined,
    };
  }

  #sums(): Float64Array {
    return new Float64Array(this.#counter.memory.buffer, this.#at, SUMS + 2 * this.#partitions);
  }
}

/** Whether the size of a record is that of its key and payload. */
export function addsKey({ kind, details }: RowPlan): boolean {
  return kind === "kcat" && details.places.every(({ field }) => field !== "bytes");
}
