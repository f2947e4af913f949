import { FEWEST_WINDOWS, type Window } from "../tally/window.ts";
import { windowWords } from "../tally/window-words.ts";
import { percent, plural, whole } from "../text/format.ts";

/** What reports say about windows. */
interface WindowFacts {
  readonly window: Window;
  readonly asked: Window;
  readonly counted: number;
  readonly leastRecords: number;
  readonly share: number | undefined;
  readonly byChance: number | undefined;
}

/** The hottest partition's share in windows, if it is known, and what chance gives. */
export function windowSentences(shares: WindowFacts): string[] {
  const { window, asked } = shares;
  const widened = window.length === asked.length ? [] : [widenedText(window, asked)];
  return [...foundText(shares), ...widened];
}

function foundText({ window, counted, share, byChance }: WindowFacts): string[] {
  if (share === undefined || byChance === undefined) return [];
  const windows = plural(counted, "window");
  return [
    `In windows of ${windowWords(window)}, the hottest partition gets up to ${percent(share)} of the records (99th percentile of ${windows}; ${percent(byChance)} in random order).`,
  ];
}

/** Why the share is not known, and what to do; undefined if it is. */
export function unknownShare({ window, counted, leastRecords, share }: WindowFacts) {
  if (share !== undefined) return undefined;
  const have = counted < 2 ? "has" : "have";
  const found = counted === 0 ? "no window" : `only ${plural(counted, "window")}`;
  const remedy = window.unit === "ms" ? "another window or more records" : "more records";
  return `${found} of ${windowWords(window)} ${have} ${whole(leastRecords)} records or more, and at least ${FEWEST_WINDOWS} are needed. Use ${remedy}`;
}

function widenedText(window: Window, asked: Window): string {
  return `There are too many windows of ${windowWords(asked)} for this number of partitions, so they were widened to ${windowWords(window)}.`;
}
