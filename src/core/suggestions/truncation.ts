import type { KeyCounts } from "../keys/key-counts.ts";
import { percent, plural, whole } from "../text/format.ts";
import { type Suggester, sentenceWithKeys, spreadIsBroken } from "./suggestion.ts";

/** Shorter keys are probably codes. */
const SHORTEST_CUT_BYTES = 4;
/** Lengths of UUIDs as text, with and without dashes: they are not cut. */
const UUID_BYTES: readonly number[] = [32, 36];
/** Share of the keys with the greatest length from which it looks like a cut. */
const PILED_UP = 0.99;
/** Records per key from which keys of one length look merged by a cut. */
const RECORDS_PER_KEY = 10;

/** Most keys have the same greatest length and few are different: this is what a cut looks like. */
export const truncation: Suggester = {
  id: "truncation",
  suggest(subject) {
    const { contract, measures, findings } = subject;
    const { placedRecords, uniqueKeys } = measures;
    if (contract.keyType !== "string" || uniqueKeys < 2) return undefined;
    const tooFew = findings.some(({ rule }) => rule === "min_unique_keys");
    const isCollapsed = placedRecords / uniqueKeys >= RECORDS_PER_KEY;
    if (!tooFew && !(isCollapsed && spreadIsBroken(subject))) return undefined;
    const { longest, atLongest } = lengths(subject.keys);
    const isCut = longest >= SHORTEST_CUT_BYTES && atLongest / uniqueKeys >= PILED_UP;
    if (!isCut || UUID_BYTES.includes(longest)) return undefined;
    return sentenceWithKeys`Truncation: ${percent(atLongest / uniqueKeys)} of the keys are exactly ${whole(longest)} bytes long, none is longer, and ${plural(placedRecords, "record")} share ${plural(uniqueKeys, "different key")}. If the key code cuts its value (a substring), different ids become one key: use the whole value.`;
  },
};

function lengths(keys: KeyCounts): { longest: number; atLongest: number } {
  let longest = 0;
  let atLongest = 0;
  for (const { size, starts, ends } of keys.blocks()) {
    for (let i = 0; i < size; i++) {
      const length = (ends[i] as number) - (starts[i] as number);
      if (length > longest) atLongest = 0;
      longest = Math.max(longest, length);
      if (length === longest) atLongest++;
    }
  }
  return { longest, atLongest };
}
