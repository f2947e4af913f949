import type { KeyTable } from "../keys/key-table.ts";
import { percent, plural, whole } from "../text/format.ts";
import { type Suggester, sentence, spreadIsBroken } from "./suggestion.ts";

/** Keys shorter than this are codes by nature. */
const SHORTEST_CUT_BYTES = 4;
/** Lengths of UUIDs as text, with and without dashes: nobody cut those. */
const UUID_BYTES: readonly number[] = [32, 36];
/** Share of the keys that have the greatest length when a cut made it. */
const PILED_UP = 0.99;
/** Records per key from which keys of one length look collapsed. */
const RECORDS_PER_KEY = 10;

/** Most keys have one and the same greatest length while few are different: a cut looks like that. */
export const truncation: Suggester = {
  id: "truncation",
  suggest(subject) {
    const { contract, keys, measures, findings } = subject;
    const { table } = keys;
    if (contract.keyType !== "string" || table.size < 2) return undefined;
    const { longest, atLongest } = lengths(table);
    const tooFew = findings.some(({ rule }) => rule === "min_unique_keys");
    const isCollapsed = measures.placedRecords / table.size >= RECORDS_PER_KEY;
    const isCut = longest >= SHORTEST_CUT_BYTES && atLongest / table.size >= PILED_UP;
    const isWhole = UUID_BYTES.includes(longest);
    if (!isCut || isWhole || !(tooFew || (isCollapsed && spreadIsBroken(subject))))
      return undefined;
    return sentence`Truncation: ${percent(atLongest / table.size)} of the keys are exactly ${whole(longest)} bytes long, none is longer, and ${plural(measures.placedRecords, "record")} share ${plural(table.size, "different key")}. If the key code cuts its value (a substring), different ids become one key: use the whole value.`;
  },
};

function lengths(table: KeyTable): { longest: number; atLongest: number } {
  let longest = 0;
  let atLongest = 0;
  table.forEachKey((_, start, end) => {
    if (end - start > longest) atLongest = 0;
    longest = Math.max(longest, end - start);
    if (end - start === longest) atLongest++;
  });
  return { longest, atLongest };
}
