import { mayBeCount } from "../../errors/count-messages.ts";
import { wholeNumber } from "../count.ts";
import { recordFields } from "../details/detail-reader.ts";
import { hashKey } from "./hash-key.ts";

/** After this many distinct keys, none is expected to be repeated. */
const MAX_KEYS = 100_000;
/** Numbers from here on are ids or timestamps. */
const MAX_COUNT = 1e9;

/** Columns of whole numbers that are not counts, in any letter case. */
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
 * Watches a file without counts: if no key is repeated and a column beside it has whole numbers,
 * these are probably the counts, and a row is not one record.
 */
export class CountGuard {
  readonly #keys = new Set<number>();
  #rows = 0;
  #candidates: readonly Candidate[];

  /**
   * @param names the columns or fields that may have counts; '' for one with another meaning
   * @param all all names in the file
   */
  constructor(names: readonly string[], all = names) {
    // A row with a partition and an offset is one record.
    const areRecords = recordFields(all).partition !== undefined;
    this.#candidates = areRecords ? [] : names.flatMap(candidate);
  }

  /** Whether a column may still be the count; if not, see() need not be called. */
  get isOpen(): boolean {
    return this.#candidates.length > 0;
  }

  /**
   * The next row.
   *
   * @param textOf the text of a column, by its index in `names`
   * @throws UserError after so many distinct keys that none is expected to be repeated
   */
  see(
    key: Uint8Array,
    start: number,
    end: number,
    textOf: (index: number) => string | undefined,
  ): void {
    this.#keys.add(hashKey(key, start, end));
    if (this.#keys.size === this.#rows) {
      // The key is repeated: rows are records.
      this.#close();
      return;
    }
    this.#rows++;
    this.#candidates = this.#candidates.filter((one) => isStillOne(one, textOf(one.index)));
    if (this.#rows === MAX_KEYS) this.end();
  }

  /** @throws UserError if a column probably contains the counts */
  end(): void {
    const found = this.#candidates.find(
      ({ isOneEach, isRowNumber, isSmall }) => !isOneEach && !isRowNumber && isSmall,
    );
    // One row does not show what its numbers are, and the verdict is the same.
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
