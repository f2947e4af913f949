import { type Head, most } from "./head.ts";
import type { Look } from "./look.ts";

/** The number of the line, as `cat -n`, `nl` and `grep -n` write it. */
const NUMBERED = /^( *)(\d+)(:|\t| {2})\S/;
const MIN_LINES = 10;

/** Lines that are numbered from 1. */
export function numberedLines({ lines }: Head): Look | undefined {
  if (lines.length < MIN_LINES) return undefined;
  const isNumbered = (line: string, i: number) => Number(NUMBERED.exec(line)?.[2]) === i + 1;
  if (!lines.every(isNumbered)) return undefined;
  if (!most(lines, 1, (line) => NUMBERED.exec(line)?.[3] === NUMBERED.exec(lines[0] ?? "")?.[3])) {
    return undefined;
  }
  return {
    kind: "numbered lines, as cat -n and grep -n write them",
    advice: "Export it without the numbers.",
  };
}
