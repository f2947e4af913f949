import { distinctly, percent } from "../text/format.ts";
import type { Evidence, Rule } from "./rule.ts";

const ID = "min_known_keys";
const NO_EARLIER_KEYS =
  "there are no earlier keys to compare with. See https://github.com/skew-contract/skew-contract/blob/main/docs/baseline.md#earlier-keys";

/** Keys that were not there before have no order to keep with their earlier records. */
export const minKnownKeys: Rule = {
  id: ID,
  title: "Too few records have a key that was there before",
  purpose:
    "After a change of the key or its format, the same things have other keys, and go to other partitions.",
  remedies: [
    "If the key was not meant to change, compare its bytes with those of an earlier key.",
    "If it was, let consumers drain the topic before the change, and take the earlier keys again after it.",
  ],
  about: "change",
  show(evidence) {
    const limit = evidence.contract.limits[ID];
    const actual = actualOf(evidence);
    if (limit === undefined || actual === undefined) return undefined;
    return { relation: "≥", limit, actual, format: percent, digits: 1 };
  },
  check(evidence) {
    const limit = evidence.contract.limits[ID];
    const actual = actualOf(evidence);
    if (limit === undefined || actual === undefined || actual >= limit) return undefined;
    const [limitText, actualText] = distinctly(percent, limit, actual, 1);
    const message = `${actualText} of the records have one of the earlier keys; the contract requires at least ${limitText}`;
    return { limit, actual, message };
  },
  unjudged({ contract, known }) {
    const limit = contract.limits[ID];
    if (limit === undefined || known !== undefined) return undefined;
    return { relation: "≥", limit, format: percent, digits: 1, why: NO_EARLIER_KEYS };
  },
};

/** Undefined if there are no keys to compare. */
function actualOf({ known, tally }: Evidence): number | undefined {
  return tally.uniqueKeys === 0 ? undefined : known?.knownShare;
}
