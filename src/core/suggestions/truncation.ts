import type { Case } from "../simulations/case.ts";
import { percent, plural, whole } from "../text/format.ts";
import { type KeyShape, shapeOf } from "./key-shape.ts";
import { rotatingKeys } from "./rotating-keys.ts";
import { type Suggester, sentenceWithKeys, spreadIsBroken } from "./suggestion.ts";

/** Shorter keys are probably codes, and longer ones are not cut to a length. */
const SHORTEST_CUT = 4;
const LONGEST_CUT = 64;
/** Share of the keys with the greatest length from which it looks like a cut. */
const PILED_UP = 0.99;
/** Records per key from which keys look merged by a cut. */
const RECORDS_PER_KEY = 10;
/** Share of all possible values from which keys look like what is left of longer ones. */
const EXHAUSTED = 0.5;
/** Of the keys that a contract asks for, a sample with numbers as keys has at most this share. */
const FAR_TOO_FEW = 0.5;

/**
 * Many records share few keys of one length, and these show that they were longer: they are the
 * beginnings of UUIDs, or nearly all values that their characters can form.
 */
export const truncation: Suggester = {
  id: "truncation",
  suggest(subject) {
    const { contract, keys, measures, findings } = subject;
    const { placedRecords, uniqueKeys } = measures;
    if (contract.keyType !== "string") return undefined;
    if (uniqueKeys < 2 || placedRecords / uniqueKeys < RECORDS_PER_KEY) return undefined;
    const tooFew = findings.some(({ rule }) => rule === "min_unique_keys");
    if (!tooFew && !spreadIsBroken(subject)) return undefined;
    const shape = shapeOf(keys, LONGEST_CUT);
    if (shape === undefined || shape.length < SHORTEST_CUT) return undefined;
    const share = shape.keys / uniqueKeys;
    const sign = share < PILED_UP ? undefined : signOfCut(shape, subject);
    if (sign === undefined || rotatingKeys(subject) !== undefined) return undefined;
    return sentenceWithKeys`Truncation: ${percent(share)} of the keys are exactly ${whole(shape.length)} bytes long, none is longer, and ${sign}; ${plural(placedRecords, "record")} share ${plural(uniqueKeys, "different key")}. If the key code cuts its value (a substring), different ids become one key: use the whole value.`;
  },
};

function signOfCut(shape: KeyShape, { contract, measures }: Case): string | undefined {
  if (shape.isPartOfUuid) return "they look like the beginnings of UUIDs";
  if (shape.isWholeId) return undefined;
  const part = measures.uniqueKeys / shape.possible;
  if (part < EXHAUSTED) return undefined;
  // Numbers without gaps may be whole ids, if nothing says that there are more.
  const { min_unique_keys: wanted = 0 } = contract.limits;
  if (shape.isNumbered && measures.uniqueKeys > FAR_TOO_FEW * wanted) return undefined;
  return `they are ${percent(Math.min(1, part))} of all values that their characters can form`;
}
