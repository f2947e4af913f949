import type { KeySink } from "../key-sink.ts";
import type { Page } from "./pages.ts";

/** Counts values by their number in the dictionary of a row group. */
export class DictionaryTally {
  readonly #sink: KeySink;
  #values: Page["values"] | undefined;
  #counts = new Float64Array(0);

  constructor(sink: KeySink) {
    this.#sink = sink;
  }

  add({ values }: Page, indexes: Int32Array): void {
    if (values !== this.#values) {
      this.flush();
      this.#values = values;
      this.#counts = new Float64Array(values.starts.length);
    }
    const counts = this.#counts;
    for (let i = 0; i < indexes.length; i++) (counts[indexes[i] as number] as number) += 1;
  }

  /** Passes on what was counted. */
  flush(): void {
    if (this.#values === undefined) return;
    const { bytes, starts, ends } = this.#values;
    for (let i = 0; i < starts.length; i++) {
      const count = this.#counts[i] as number;
      if (count > 0) this.#sink.add(bytes, starts[i] as number, ends[i] as number, count);
    }
    this.#values = undefined;
  }
}
