import { plural } from "./format.ts";

const UNITS = [
  ["d", 86_400_000, "day"],
  ["h", 3_600_000, "hour"],
  ["m", 60_000, "minute"],
  ["s", 1000, "second"],
] as const;

/** 90000 → `90s` */
export function timeText(ms: number): string {
  const [name, each] = unitOf(ms);
  return `${ms / each}${name}`;
}

/** 90000 → `90 seconds` */
export function timeWords(ms: number): string {
  const [, each, noun] = unitOf(ms);
  return noun === "ms" ? `${ms} ms` : plural(ms / each, noun);
}

/** The largest unit that the length is a multiple of. */
function unitOf(ms: number): readonly [name: string, ms: number, noun: string] {
  return UNITS.find(([, each]) => ms % each === 0) ?? ["ms", 1, "ms"];
}
