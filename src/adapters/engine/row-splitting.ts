import { countFromText } from "#core/keys/count.ts";
import { DetailReader } from "#core/keys/details/detail-reader.ts";
import type { KeyReader } from "#core/keys/key-reader.ts";
import type { KeySink } from "#core/keys/key-sink.ts";
import type { CellPlan, RowPlan } from "#core/keys/row-plan.ts";
import { DetailTally, type TopicPlacement } from "#core/tally/detail-tally.ts";
import type { RecordedDetails } from "#core/tally/recorded-details.ts";
import { setCells } from "./cell-columns.ts";
import type { Counter, RowHost, Splitting } from "./counter.ts";
import { DetailSums } from "./detail-sums.ts";
import { meanings } from "./kernel.ts";
import { RowsRefused } from "./rows-refused.ts";

const LF = 0x0a;
const CR = 0x0d;
const UNKNOWN = -1;

/** Has the kernel read rows as a plan says, and does what it leaves to others. */
export class RowSplitting implements Splitting {
  /** Records without a key. */
  nullRecords = 0;
  readonly #counter: Counter;
  readonly #plan: RowPlan;
  readonly #sums: DetailSums | undefined;
  /** Of lines that the kernel is not sure of. */
  readonly #details: DetailTally | undefined;

  /** @param by how keys are placed, if what is known beside them is to be added up */
  static async open(
    counter: Counter,
    plan: RowPlan,
    by: TopicPlacement | undefined,
  ): Promise<RowSplitting> {
    // Readers of JSON are loaded only for JSON.
    const json = plan.kind === "cells" ? undefined : await import("./json-rows.ts");
    return new RowSplitting(counter, plan, by, json);
  }

  private constructor(
    counter: Counter,
    plan: RowPlan,
    by: TopicPlacement | undefined,
    json: typeof import("./json-rows.ts") | undefined,
  ) {
    this.#counter = counter;
    this.#plan = plan;
    counter.kernel.setSums(0, 0, 0, 0, false);
    if (by !== undefined) {
      this.#sums = new DetailSums(counter, by, plan);
      this.#details = new DetailTally(by);
    }
    if (plan.kind === "cells") {
      setCells(counter, plan);
      counter.rowHost = this.#cellHost(plan, by?.partitions ?? 0);
    } else if (json !== undefined) {
      json.setJson(counter, plan, by !== undefined);
      counter.rowHost = this.#lineHost(json.lineReader(plan, this.#sink()));
    }
  }

  /**
   * At the end: what is known of the records besides their keys; undefined if nobody wants it.
   *
   * @throws UserError if their sizes add up to too much
   */
  addUp(): RecordedDetails | undefined {
    if (this.#sums !== undefined) this.#details?.addSums(this.#sums.result());
    return this.#details?.result();
  }

  count(start: number, end: number): number {
    const { kernel, memory, budget } = this.#counter;
    const rest =
      this.#plan.kind === "cells"
        ? kernel.countSeparated(memory.area, start, end)
        : kernel.countJson(memory.area, start, end);
    this.nullRecords += kernel.takeNulls();
    budget.tidy();
    return rest;
  }

  countLast(start: number, length: number): void {
    const bytes = this.#counter.memory.bytes(start, length + 1);
    // Before the line end that is put there it would be a part of it.
    if (bytes[length - 1] === CR) throw new RowsRefused();
    bytes[length] = LF;
    if (this.count(start, start + length + 1) !== start + length + 1) throw new RowsRefused();
  }

  #cellHost({ details: { places, unit } }: CellPlan, partitions: number): RowHost {
    const { memory } = this.#counter;
    const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
    // Of a copy: decoders take no shared memory.
    const textAt = (at: number, length: number) => decoder.decode(memory.bytes(at, length).slice());
    const reader = new DetailReader(places, unit);
    return {
      oddCount: (at, length) => countFromText(textAt(at, length)),
      oddDetail: (meaning, at, length) => {
        const place = places.find(({ field }) => meanings[field] === meaning);
        if (place === undefined) return UNKNOWN;
        reader.set(place, textAt(at, length));
        const { partition, timeMs, bytes, isPartitionNamed } = reader.details;
        if (isPartitionNamed && (partition ?? 0) >= partitions) refuse();
        return { partition, time: timeMs, bytes }[place.field] ?? UNKNOWN;
      },
      oddLine: refuse,
      refuseRow: refuse,
    };
  }

  #lineHost(reader: KeyReader): RowHost {
    const { memory } = this.#counter;
    return {
      oddCount: refuse,
      oddDetail: refuse,
      oddLine: (start, end) => {
        reader.push(memory.bytes(start, end - start).slice());
      },
      refuseRow: refuse,
    };
  }

  #sink(): KeySink {
    const { kernel, memory } = this.#counter;
    return {
      add: (bytes, start, end, records, details) => {
        if (details !== undefined) this.#details?.add(bytes, start, end, records, details);
        const key = bytes.subarray(start, end);
        if (key.length > kernel.maxKeyBytes()) {
          this.#counter.countLongKey(key, records);
          return;
        }
        const at = kernel.keyAddress(memory.area);
        memory.bytes(at, key.length).set(key);
        this.#counter.countKey(at, key.length, records);
      },
      addNull: (records, details) => {
        if (details !== undefined) this.#details?.addNull(records, details);
        this.nullRecords += records;
      },
    };
  }
}

function refuse(): never {
  throw new RowsRefused();
}
