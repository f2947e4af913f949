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

/** The hottest partition's share in windows, and what chance gives; or why it is unknown. */
export function windowSentences(shares: WindowFacts): string[] {
  const { window, asked } = shares;
  const found = foundText(shares) ?? unknownText(shares);
  return window.length === asked.length ? [found] : [found, widenedText(window, asked)];
}

function foundText({ window, counted, share, byChance }: WindowFacts) {
  if (share === undefined || byChance === undefined) return undefined;
  return `In windows of ${windowWords(window)}, the hottest partition gets up to ${percent(share)} of the records (99th percentile of ${plural(counted, "window")}; ${percent(byChance)} in random order).`;
}

function unknownText({ window, counted, leastRecords }: WindowFacts) {
  const there = `${plural(counted, "window")} of ${windowWords(window)}`;
  const remedy = window.unit === "ms" ? "another window or more records" : "more records";
  return `max_window_share was not judged: only ${there} with ${whole(leastRecords)} records or more; at least ${FEWEST_WINDOWS} are needed. Use ${remedy}.`;
}

function widenedText(window: Window, asked: Window): string {
  return `There are too many windows of ${windowWords(asked)} for this number of partitions, so they were widened to ${windowWords(window)}.`;
}
