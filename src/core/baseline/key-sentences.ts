import { type KeyCounts, keyFormOf } from "../keys/key-counts.ts";
import type { Measures } from "../measures/measures.ts";
import type { Evidence } from "../rules/rule.ts";
import type { KnownKeys } from "../tally/known-keys.ts";
import { decimal, percent, plural, whole } from "../text/format.ts";
import type { Change, TopicBaseline } from "./topic-baseline.ts";

/** Records per key from which they are several. */
const SEVERAL = 1.5;
/** With so many repeated keys expected, there would be one. */
const CERTAIN_REPEATS = 20;

const OTHER_DIGESTS =
  "Keys were not compared: digests in sample files can be compared only with digests by the same secret.";

type Compared = Pick<Change, "before" | "isOtherKey" | "mayBeDeduplicated">;

/**
 * Why the keys cannot be compared, as a sentence; undefined if they can. Keys with another frame are other
 * bytes, unless one of the hottest was there before: `none` and `confluent` keep the same bytes.
 */
export function whyKeysAreIncomparable(
  { contract, digestSecret }: Pick<Evidence, "contract"> & Pick<KeyCounts, "digestSecret">,
  before: TopicBaseline,
  hottest: readonly { readonly wasListed: boolean }[],
): string | undefined {
  if (before.keyForm !== keyFormOf({ digestSecret })) return OTHER_DIGESTS;
  const frame = contract.keyFrame ?? "none";
  if (before.keyFrame === frame || hottest.some(({ wasListed }) => wasListed)) return undefined;
  return `Keys were not compared: key_frame is ${frame} now, and was ${before.keyFrame} in the baseline.`;
}

/** Whether the keys, which can be compared, are still those that there were. */
export function keySentences(
  { known, measures }: Evidence,
  { before, isOtherKey, mayBeDeduplicated }: Compared,
): string[] {
  const counts = `${plural(before.measures.uniqueKeys, "different key")} before, ${whole(measures.uniqueKeys)} now`;
  const other = isOtherKey ? [`The key itself changed: ${counts}.`] : [];
  const kept = known === undefined ? [] : [knownText(known, measures)];
  const once = mayBeDeduplicated ? [deduplicatedText(before)] : [];
  return [...other, ...kept, ...once];
}

/**
 * Keys that are all in one record, though they used to have several: so many records of as many keys as
 * before would repeat at least n²/(2·keys) of them on average, and none with a probability of e^−20 or less.
 */
export function mayBeDeduplicated(before: TopicBaseline, { keysByCount, uniqueKeys }: Measures) {
  const isOnce = keysByCount.size === 1 && keysByCount.has(1);
  const repeats = uniqueKeys ** 2 / (2 * Math.max(1, before.measures.uniqueKeys));
  return isOnce && recordsPerKey(before) >= SEVERAL && repeats >= CERTAIN_REPEATS;
}

function deduplicatedText(before: TopicBaseline): string {
  const perKey = decimal(recordsPerKey(before), 1);
  return `Every key is in one record only; in the baseline, a key had ${perKey} records on average. If the sample was deduplicated (DISTINCT, a set, sort -u), it does not show which keys are hot.`;
}

function recordsPerKey({ measures, placedRecords }: TopicBaseline): number {
  return placedRecords / Math.max(1, measures.uniqueKeys);
}

function knownText(
  { earlierKeys, keptKeys, keptShare, knownShare }: KnownKeys,
  { records, nullKeys, emptyKeys }: Measures,
): string {
  if (earlierKeys === 0) return "The earlier records have no keys to compare with.";
  const earlier = plural(earlierKeys, "earlier key");
  if (keptKeys === 0) {
    const why =
      nullKeys + emptyKeys < records
        ? "the ids are new, or the key's format has changed"
        : `all keys are ${emptyKeys === 0 ? "null" : nullKeys === 0 ? "empty" : "empty or null"} now`;
    return `None of the ${earlier} is still there: ${why}.`;
  }
  const kept =
    keptKeys === earlierKeys
      ? `All ${earlier} are still there`
      : `${whole(keptKeys)} of ${earlier}, with ${percent(keptShare)} of the earlier records, are still there`;
  return `${kept}; ${percent(knownShare)} of the records now have one of them.`;
}
