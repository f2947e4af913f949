import { type Head, most } from "./head.ts";
import type { Look } from "./look.ts";

/** A count right-aligned in 4 (BSD) or 7 (GNU) characters, a space, and what was counted. */
const COUNTED = /^( *)(\d+) (.+)$/;
const WIDTHS = [4, 7];

/** The output of `sort | uniq -c`: right-aligned numbers, each text once. */
export function uniqCounts({ lines }: Head): Look | undefined {
  const isCounted = (line: string) => {
    const [, blanks = "", digits = ""] = COUNTED.exec(line) ?? [];
    return WIDTHS.some((width) => (blanks + digits).length === width) || digits.length > 7;
  };
  const isAligned = lines.some((line) => line.startsWith(" ")) && most(lines, 1, isCounted);
  if (!isAligned) return undefined;
  const texts = new Set(lines.map((line) => COUNTED.exec(line)?.[3]));
  if (texts.size < lines.length) return undefined;
  return {
    kind: "the output of uniq -c: a count before each key",
    reading: { format: "uniq" },
  };
}
