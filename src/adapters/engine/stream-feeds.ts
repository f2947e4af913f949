import type { Counter } from "./counter.ts";
import { BUFFER_BYTES, control, type Shared } from "./shared-memory.ts";

// A feed is a buffer with whole lines that one thread fills and any thread counts.
const FREE = 0;
const FILLED = 1;
const TAKEN = 2;

const stateOf = (feed: number) => control.feeds + feed * 2;
const lengthOf = (feed: number) => control.feeds + feed * 2 + 1;

/** Hands whole lines, up to BUFFER_BYTES, to another thread; false if all feeds are full. */
export function offerLines({ control: words, feeds, memory }: Shared, lines: Uint8Array): boolean {
  const feed = feeds.findIndex((_, i) => Atomics.load(words, stateOf(i)) === FREE);
  if (feed < 0 || lines.length > BUFFER_BYTES) return false;
  new Uint8Array(memory.buffer, feeds[feed], lines.length).set(lines);
  words[lengthOf(feed)] = lines.length;
  Atomics.store(words, stateOf(feed), FILLED);
  signal(words);
  return true;
}

/** Call this before lines are offered. */
export function startFeeds({ control: words }: Shared): void {
  Atomics.store(words, control.feedsEnded, 0);
}

/** Call this after the last lines. */
export function endFeeds({ control: words }: Shared): void {
  Atomics.store(words, control.feedsEnded, 1);
  signal(words);
}

/** Counts offered lines until the feeds end. */
export function countFeeds(counter: Counter): void {
  const { control: words } = counter.memory.shared;
  for (;;) {
    const seen = Atomics.load(words, control.feedSignal);
    const isEnded = Atomics.load(words, control.feedsEnded) === 1;
    if (countOne(counter)) continue;
    if (isEnded) return;
    Atomics.wait(words, control.feedSignal, seen);
  }
}

/** Counts one filled feed; returns false if there is none. */
function countOne(counter: Counter): boolean {
  const { control: words, feeds } = counter.memory.shared;
  for (let feed = 0; feed < feeds.length; feed++) {
    if (Atomics.compareExchange(words, stateOf(feed), FILLED, TAKEN) !== FILLED) continue;
    const at = feeds[feed] as number;
    counter.countLines(at, at + (words[lengthOf(feed)] as number));
    Atomics.store(words, stateOf(feed), FREE);
    return true;
  }
  return false;
}

function signal(words: Int32Array): void {
  Atomics.add(words, control.feedSignal, 1);
  Atomics.notify(words, control.feedSignal);
}
