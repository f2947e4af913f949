import type { Evidence, Measured } from "../rules/rule.ts";
import type { TopicBaseline } from "./topic-baseline.ts";

/** Factor between the numbers of different keys from which they are keys of another kind. */
const OTHER_KIND = 10;
/** Fewer keys may be few by chance. */
const MIN_KEYS = 100;
/** Of another kind of key, no more of the records than this have an earlier key. */
const MAX_KNOWN_SHARE = 0.01;

type Counts = Pick<Measured, "records" | "nullKeys" | "uniqueKeys">;

/**
 * Whether the key is made of something else than before: there are far fewer or far more different
 * keys, which the numbers of records do not explain, and hardly any is one of the earlier keys.
 */
export function isOtherKey(
  { measures, known }: Pick<Evidence, "measures" | "known">,
  before: TopicBaseline,
  hottest: readonly { readonly wasListed: boolean }[],
): boolean {
  if (!isOfOtherKind(measures, before.measures)) return false;
  if (known !== undefined) return known.knownShare < MAX_KNOWN_SHARE;
  // A report that shows no keys says nothing about them.
  const isShown = before.maxUnlistedShare < 1;
  return isShown && hottest.length > 0 && hottest.every(({ wasListed }) => !wasListed);
}

function isOfOtherKind(now: Counts, before: Counts): boolean {
  return isFarFewer(now, before) || isFarFewer(before, now);
}

/** Not only because there are fewer records. */
function isFarFewer(few: Counts, many: Counts): boolean {
  const possible = Math.min(many.uniqueKeys, few.records - few.nullKeys);
  return possible >= MIN_KEYS && possible >= OTHER_KIND * few.uniqueKeys;
}
