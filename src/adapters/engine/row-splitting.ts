import { countFromText } from "#core/keys/count.ts";
import { createJsonLinesReader } from "#core/keys/json/lines-reader.ts";
import { jsonPaths } from "#core/keys/json/plan.ts";
import type { KeySink } from "#core/keys/key-sink.ts";
import type { CellPlan, JsonPlan, RowPlan } from "#core/keys/row-plan.ts";
import type { Counter, Splitting } from "./counter.ts";
import { RowsRefused } from "./rows-refused.ts";

const LF = 0x0a;
const CR = 0x0d;
const NO_COLUMN = 0xffff_ffff;

/** Has the kernel read rows as a plan says, and does what it leaves to others. */
export class RowSplitting implements Splitting {
  /** Records without a key. */
  nullRecords = 0;
  readonly #counter: Counter;
  readonly #plan: RowPlan;

  constructor(counter: Counter, plan: RowPlan) {
    this.#counter = counter;
    this.#plan = plan;
    const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
    // The reader that the file has had until now, for single lines.
    const reader =
      plan.kind === "cells" ? undefined : createJsonLinesReader(this.#sink(), plan.location);
    counter.rowHost = {
      // Of a copy: decoders take no shared memory.
      oddCount: (key, length, count, countLength) => {
        const text = decoder.decode(counter.memory.bytes(count, countLength).slice());
        const records = countFromText(text);
        if (records > 0) counter.countKey(key, length, records);
      },
      oddLine: (start, end) => {
        reader?.push(counter.memory.bytes(start, end - start).slice());
      },
      refuseRow: () => {
        throw new RowsRefused();
      },
    };
    if (plan.kind === "cells") this.#setCells(plan);
    else this.#setJson(plan);
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

  #setCells({ delimiter, hasQuotes, key, count, width, isExact }: CellPlan): void {
    const countColumn = count < 0 ? NO_COLUMN : count;
    this.#counter.kernel.setCells(delimiter, hasQuotes, key, countColumn, width, isExact);
  }

  #setJson({ location }: JsonPlan): void {
    const { kernel } = this.#counter;
    const { key, count } = jsonPaths(location);
    kernel.setMayLackKey(location.missing === "null");
    kernel.clearShapes();
    kernel.setPaths(this.#names(key), key.length, this.#names(count), count.length);
  }

  /** Puts names into the kernel's memory: address and length of each, then their bytes. */
  #names(path: readonly string[]): number {
    const { kernel, memory } = this.#counter;
    const names = path.map((name) => new TextEncoder().encode(name));
    const bytes = names.reduce((sum, name) => sum + name.length, 8 * names.length);
    // Names are compared 8 bytes at a time.
    const at = kernel.takeBytes(bytes + 8);
    if (at === 0) throw new RangeError("no memory is left for the names of a path");
    let text = at + 8 * names.length;
    const words = new Uint32Array(memory.buffer, at, 2 * names.length);
    for (const [i, name] of names.entries()) {
      words.set([text, name.length], 2 * i);
      memory.bytes(text, name.length).set(name);
      text += name.length;
    }
    return at;
  }

  #sink(): KeySink {
    const { kernel, memory } = this.#counter;
    return {
      add: (bytes, start, end, records) => {
        const key = bytes.subarray(start, end);
        if (key.length > kernel.maxKeyBytes()) {
          this.#counter.countLongKey(key, records);
          return;
        }
        const at = kernel.keyAddress(memory.area);
        memory.bytes(at, key.length).set(key);
        this.#counter.countKey(at, key.length, records);
      },
      addNull: (records) => {
        this.nullRecords += records;
      },
    };
  }
}
