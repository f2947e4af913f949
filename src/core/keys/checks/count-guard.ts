import { mayBeCount } from "../../errors/format-messages.ts";
import { wholeNumber } from "../count.ts";
import { recordFields } from "../details/detail-reader.ts";
import { hashKey } from "./hash-key.ts";

/** From here on nobody expects a key to come twice. */
const MAX_KEYS = 100_000;
/** Numbers from here on are ids or times. */
const MAX_COUNT = 1e9;

/** Columns of whole numbers that are known for what they are; letter case aside. */
const OTHER_NUMBERS = new Set([
  ..."partition offset broker leader epoch leaderepoch timestamp ts tstype time date datetime".split(
    " ",
  ),
  ..."day month year hour minute second week created_at updated_at event_time index row rownum".split(
    " ",
  ),
  ..."keyschemaid valueschemaid keysize valuesize __confluent_index".split(" "),
]);

interface Candidate {
  readonly index: number;
  readonly name: string;
  isOneEach: boolean;
  isRowNumber: boolean;
  isSmall: boolean;
  last: number | undefined;
}

/**
 * Watches a file without counts: where no key comes twice and a column holds whole numbers beside
 * it, these are likely to be the counts, and each row is not one record.
 */
export class CountGuard {
  readonly #keys = new Set<number>();
  #rows = 0;
  #candidates: readonly Candidate[];

  /**
   * @param names of the columns or fields that may hold counts; '' for one that holds something else
   * @param all of the file
   */
  constructor(names: readonly string[], all = names) {
    // What has a place in a topic is a record.
    const areRecords = recordFields(all).partition !== undefined;
    this.#candidates = areRecords ? [] : names.flatMap(candidate);
  }

  /** Whether anything can still be found; if not, rows need not be shown. */
  get isOpen(): boolean {
    return this.#candidates.length > 0;
  }

  /**
   * The next row.
   *
   * @param textOf what a column holds, by its place in `names`
   * @throws UserError once so many keys came that none will come twice
   */
  see(
    key: Uint8Array,
    start: number,
    end: number,
    textOf: (index: number) => string | undefined,
  ): void {
    this.#keys.add(hashKey(key, start, end));
    if (this.#keys.size === this.#rows) {
      // This key was there before: rows are records.
      this.#close();
      return;
    }
    this.#rows++;
    this.#candidates = this.#candidates.filter((one) => isStillOne(one, textOf(one.index)));
    if (this.#rows === MAX_KEYS) this.end();
  }

  /** @throws UserError where a column is likely to hold the counts */
  end(): void {
    const found = this.#candidates.find(
      ({ isOneEach, isRowNumber, isSmall }) => !isOneEach && !isRowNumber && isSmall,
    );
    // One row says nothing of its numbers, and its verdict is the same.
    const hasRows = this.#rows > 1;
    this.#close();
    if (found !== undefined && hasRows) throw mayBeCount(found.name);
  }

  #close(): void {
    this.#candidates = [];
    this.#keys.clear();
  }
}

function candidate(name: string, index: number): Candidate[] {
  if (name === "" || OTHER_NUMBERS.has(name.trim().toLowerCase())) return [];
  return [{ index, name, isOneEach: true, isRowNumber: true, isSmall: false, last: undefined }];
}

function isStillOne(one: Candidate, text: string | undefined): boolean {
  const number = text === undefined ? undefined : wholeNumber(text);
  if (number === undefined) return false;
  one.isOneEach &&= number === 1;
  one.isSmall ||= number < MAX_COUNT;
  one.isRowNumber &&= one.last === undefined ? number <= 1 : number === one.last + 1;
  one.last = number;
  return true;
}
