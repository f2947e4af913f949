import { keysAreCounts } from "../../errors/count-messages.ts";
import { wholeNumber } from "../count.ts";

const MAX_ROWS = 100_000;

/**
 * Watches a CSV file with an index and a key column. This is how pandas before 2.0 writes
 * value_counts(): the index has the keys, and the column named after them has the counts.
 */
export class IndexGuard {
  readonly #seen = new Set<string>();
  #isOpen = true;
  /** Ascending numbers can only be an index. */
  #isAscending = true;
  #last = Number.NEGATIVE_INFINITY;

  /** Whether a file with this header needs the check. */
  static isFor(names: readonly string[], keyColumn: number): boolean {
    return names.length === 2 && keyColumn === 1 && /^(index)?$/.test(names[0] ?? "");
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  see(index: string, key: string): void {
    const number = wholeNumber(index);
    this.#isAscending &&= number !== undefined && number > this.#last;
    this.#last = number ?? this.#last;
    if (wholeNumber(key) === undefined || this.#seen.has(index)) this.#isOpen = false;
    else if (!this.#isAscending) this.#seen.add(index);
    if (this.#seen.size === MAX_ROWS) this.end();
  }

  /** @throws UserError if the keys are probably counts */
  end(): void {
    const isFound = this.#isOpen && !this.#isAscending;
    this.#isOpen = false;
    this.#seen.clear();
    if (isFound) throw keysAreCounts();
  }
}
