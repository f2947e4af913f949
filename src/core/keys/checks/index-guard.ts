import { keysAreCounts } from "../../errors/format-messages.ts";
import { wholeNumber } from "../count.ts";

const MAX_ROWS = 100_000;

/**
 * Watches a CSV file of an index and the key, as pandas before 2.0 writes value_counts(): there the
 * index holds the keys, and the column that is called after them holds the counts.
 */
export class IndexGuard {
  readonly #seen = new Set<string>();
  #isOpen = true;
  /** Numbers that go up are an index and nothing else. */
  #isAscending = true;
  #last = Number.NEGATIVE_INFINITY;

  /** Whether a header is of that kind. */
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

  /** @throws UserError where the keys are likely to be counts */
  end(): void {
    const isFound = this.#isOpen && !this.#isAscending;
    this.#isOpen = false;
    this.#seen.clear();
    if (isFound) throw keysAreCounts();
  }
}
