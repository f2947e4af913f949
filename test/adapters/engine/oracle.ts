import type { KeyBlock, KeyCounts } from "#core/keys/key-counts.ts";
import { latin1 } from "../../core/keys/reading.ts";

/** The simplest way to count lines: what all ways of the engine must come to. */
export function countLinesOf(bytes: Uint8Array): Map<string, number> {
  const text = latin1(bytes);
  const lines = text.split("\n");
  const last = lines.pop() ?? "";
  const keys = lines.map((line) => (line.endsWith("\r") ? line.slice(0, -1) : line));
  // What follows the last line end is a key only if there is something, and then all of it.
  if (last !== "") keys.push(last);
  return countOf(keys.map((key) => [key, 1]));
}

export function countOf(records: Iterable<readonly [string, number]>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [key, count] of records) counts.set(key, (counts.get(key) ?? 0) + count);
  return counts;
}

/** All keys, in Latin-1, with their counts; throws if one is in two blocks. */
export function entriesOf(keys: Pick<KeyCounts, "blocks">): Map<string, number> {
  const counts = new Map<string, number>();
  for (const block of keys.blocks()) {
    for (const [key, count] of blockEntries(block)) {
      if (counts.has(key)) throw new Error("a key is there twice");
      counts.set(key, count);
    }
  }
  return counts;
}

export function blockEntries({ bytes, starts, ends, counts }: KeyBlock): [string, number][] {
  return Array.from(counts, (count, i) => [latin1(bytes.slice(starts[i], ends[i])), count]);
}

export function sorted(counts: Map<string, number>): [string, number][] {
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
}
