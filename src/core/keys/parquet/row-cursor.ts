import type { Codecs } from "../codecs.ts";
import type { RandomAccess } from "../random-access.ts";
import { damagedParquet } from "./damaged.ts";
import type { ColumnChunk } from "./footer.ts";
import { type Page, readPages } from "./pages.ts";

/** Iterates over the rows of a column in one row group. */
export class RowCursor {
  readonly #pages: AsyncGenerator<Page>;
  #page: Page | undefined;
  #row = 0;
  #value = 0;

  constructor(file: RandomAccess, chunk: ColumnChunk, codecs: Codecs) {
    this.#pages = readPages(file, chunk, codecs);
  }

  /** The page with the next row. */
  get page(): Page {
    return this.#page as Page;
  }

  /** How many rows can be read without waiting; at least one. */
  async ready(): Promise<number> {
    while (this.#page === undefined || this.#row === this.#page.rows) {
      const { value, done } = await this.#pages.next();
      if (done) throw damagedParquet("a page is missing");
      this.#page = value;
      this.#row = 0;
      this.#value = 0;
    }
    return this.#page.rows - this.#row;
  }

  /** The index of the next row's value in the page's values, or −1 for null. */
  next(): number {
    const { present, indexes } = this.page;
    if (present !== undefined && present[this.#row++] === 0) return -1;
    if (present === undefined) this.#row++;
    const value = this.#value++;
    return indexes === undefined ? value : (indexes[value] as number);
  }
}
